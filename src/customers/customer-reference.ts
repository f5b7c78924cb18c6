import { type CustomerKey, Field, ID, InputType, isRapportError, type Reader, type Rejection } from '../sdk';
import { decodeIntegerId } from '../shared/global-id';
import { identifierOfCustomers } from './customer-reference.store';

@InputType({ description: 'An identifier of a customer in some system.' })
export class CustomerIdentifierInput {
  @Field({ description: 'System of the identifier, such as us-npi.' })
  system!: string;

  @Field({ description: 'The identifier itself.' })
  value!: string;
}

@InputType({ description: 'Names a customer: by id or by identifiers, exactly one of the two.' })
export class CustomerReferenceInput {
  @Field(() => ID, { nullable: true, description: 'Id of the customer in this API.' })
  id?: string | null;

  @Field(() => [CustomerIdentifierInput], {
    nullable: true,
    description: 'Identifiers, all of the same customer.',
  })
  identifiers?: CustomerIdentifierInput[] | null;
}

/** How the intake is to find a customer, or why it cannot be asked to. */
export type NamedCustomer =
  | { readonly keys: readonly CustomerKey[] }
  | { readonly rejected: Pick<Rejection, 'code' | 'reason'> };

/** Reads many references with one statement at most; answers in the order given. */
export async function nameCustomers<const References extends readonly CustomerReferenceInput[]>(
  reader: Reader,
  references: References,
): Promise<{ readonly [Index in keyof References]: NamedCustomer }> {
  const read = references.map(readReference);
  const identifiers = await identifierOfCustomers(
    reader,
    read.flatMap((reference) => ('customerId' in reference ? [reference.customerId] : [])),
  );
  const named = read.map((reference): NamedCustomer => {
    if (!('customerId' in reference)) return reference;
    const key = identifiers.get(reference.customerId);
    if (key !== undefined) return { keys: [key] };
    return { rejected: { code: 'NOT_FOUND', reason: 'There is no customer with this id.' } };
  });
  return named as { readonly [Index in keyof References]: NamedCustomer };
}

function readReference({ id, identifiers }: CustomerReferenceInput): NamedCustomer | { readonly customerId: number } {
  const named = (identifiers ?? []).map(({ system, value }) => ({ system: system.trim(), value: value.trim() }));
  if ((id != null) === named.length > 0) {
    return {
      rejected: { code: 'RECORD_MALFORMED', reason: 'Name the customer by its id or by identifiers, one of the two.' },
    };
  }
  if (id == null) return { keys: named };
  try {
    return { customerId: decodeIntegerId(id, 'Customer') };
  } catch (error) {
    if (!isRapportError(error)) throw error;
    return { rejected: { code: error.code, reason: error.message } };
  }
}
