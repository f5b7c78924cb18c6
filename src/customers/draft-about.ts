import type { RecordDraft } from '../review';
import type { CustomerKey, IntakeRecord, ReadContext } from '../sdk';
import { type CustomerReferenceInput, nameCustomers } from './customer-reference';

interface AboutCustomer {
  readonly customer: CustomerReferenceInput;
}

/** Makes the record of an input without its `customer`, whom the intake is given by identifiers. */
export type ToRecord<Input extends AboutCustomer> = (
  input: Omit<Input, 'customer'>,
  customer: readonly CustomerKey[],
  index: number,
) => IntakeRecord;

/** Makes records of inputs that name a customer; those whose customer cannot be named become rejections. */
export async function draftsAbout<Input extends AboutCustomer>(
  context: ReadContext,
  inputs: readonly Input[],
  toRecord: ToRecord<Input>,
): Promise<readonly RecordDraft[]> {
  const references = inputs.map(({ customer }) => customer);
  const named = await nameCustomers(context, references);
  return named.map((customer, index) => {
    const input = inputs[index] as Input;
    if ('rejected' in customer) return { rejected: customer.rejected, input };
    const { customer: _, ...rest } = input;
    return { record: toRecord(rest, customer.keys, index) };
  });
}

/** The same for one input. */
export async function draftAbout<Input extends AboutCustomer>(
  context: ReadContext,
  input: Input,
  toRecord: ToRecord<Input>,
): Promise<RecordDraft> {
  const [draft] = await draftsAbout(context, [input], toRecord);
  return draft as RecordDraft;
}
