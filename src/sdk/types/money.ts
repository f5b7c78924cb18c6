import { Field, Float, ObjectType } from '../graphql';
import { CurrencyCode, SafeInt } from '../scalars';

/** The GraphQL type `Money`. @since 0.1.0 */
@ObjectType({ description: 'An amount of money in the smallest unit of its currency.' })
export class Money {
  @Field(() => SafeInt, { description: 'Whole minor units: cents for EUR, yen for JPY. Exact.' })
  minorUnits!: number;

  @Field(() => CurrencyCode, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => Float, { description: 'The same in major units, for display.' })
  amount!: number;
}
