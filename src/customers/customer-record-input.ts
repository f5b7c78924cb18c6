import { Field, InputType } from '../sdk';
import { CustomerReferenceInput } from './customer-reference';

/** What every input for a record about one customer says first. */
@InputType({ description: 'A record about a customer.' })
export abstract class CustomerRecordInput {
  @Field({ description: 'System the record comes from.' })
  source!: string;

  @Field({ description: 'Key of the record in that system; the same key again corrects it.' })
  sourceKey!: string;

  @Field(() => CustomerReferenceInput, { description: 'The customer.' })
  customer!: CustomerReferenceInput;
}
