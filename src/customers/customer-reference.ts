import { type CustomerKey, Field, ID, InputType, isRapportError, type ReadContext, type Rejection } from '../sdk';
import { decodeIntegerId } from '../shared/global-id';
import { identifierOfCustomers, keyText, nameableIdentifiers } from './customer-reference.store';

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

/**
 * Reads many references with two statements at most; answers in the order given. Who may not see everything names only
 * customers it may see: others are as if they did not exist. A partner’s service sees none and names them by identifiers.
 */
export async function nameCustomers<const References extends readonly CustomerReferenceInput[]>(
  context: ReadContext,
  references: References,
): Promise<{ readonly [Index in keyof References]: NamedCustomer }> {
  const read = references.map(readReference);
  const identifiers = await identifierOfCustomers(
    context,
    read.flatMap((reference) => ('customerId' in reference ? [reference.customerId] : [])),
  );
  const given = read.flatMap((reference) => ('keys' in reference ? reference.keys : []));
  const isService = context.principal.plugin !== undefined;
  const nameable = isService || given.length === 0 ? null : await nameableIdentifiers(context, given);
  const named = read.map((reference): NamedCustomer => {
    if ('keys' in reference && nameable !== null && !reference.keys.every((key) => nameable.has(keyText(key)))) {
      return { rejected: { code: 'NOT_FOUND', reason: 'There is no customer with these identifiers.' } };
    }
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
