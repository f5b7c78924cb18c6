/** The one copy of the GraphQL decorators: core and plugins take them from here, never from the library directly. */
import 'reflect-metadata';

export {
  Arg,
  Args,
  ArgsType,
  Ctx,
  createUnionType,
  Extensions,
  Field,
  Float,
  ID,
  Info,
  InputType,
  Int,
  InterfaceType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
  Subscription,
} from 'type-graphql';
