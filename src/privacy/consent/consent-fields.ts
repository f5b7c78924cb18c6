import type { ContactRules } from '../../consent';
import {
  ArgsType,
  batch,
  type ConsentPurpose,
  connection,
  connectionType,
  Field,
  type FieldContribution,
  ObjectType,
  PageArgs,
  RapportError,
} from '../../sdk';
import { brandIdOf } from './brand-ids.store';
import { Consent, ContactPurposeEnum } from './consent-type';

const ConsentConnection = connectionType('Consent', () => Consent);

@ArgsType()
class ConsentsArgs extends PageArgs {
  @Field(() => [String], {
    nullable: true,
    description: 'Only what is about these channels; what is about all is left out.',
  })
  channels?: string[];

  @Field(() => Boolean, { defaultValue: false, description: 'True: also what its source has taken back or corrected.' })
  retracted!: boolean;
}

@ArgsType()
class MayContactArgs {
  @Field({ description: 'Id of the channel, such as email.' })
  channel!: string;

  @Field(() => ContactPurposeEnum, { description: 'What the contact is for.' })
  purpose!: ConsentPurpose;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the brand it is about; absent: no brand in particular.',
  })
  brand?: string;
}

@ObjectType({ description: 'Why a customer may or may not be contacted.' })
class ContactReason {
  @Field({ description: 'Code of the reason, such as CONSENT_WITHDRAWN.' })
  code!: string;

  @Field({ description: 'The same in words.' })
  words!: string;
}

@ObjectType({ description: 'Whether a customer may be contacted.' })
export class ContactPermission {
  @Field({ description: 'Whether it is allowed now.' })
  allowed!: boolean;

  @Field(() => [ContactReason], {
    description: 'Everything that stands against it; if nothing does, what allows it.',
  })
  reasons!: ContactReason[];
}

export interface ContactServices {
  readonly contactRules: ContactRules;
}

export function consentFields(services: ContactServices): readonly FieldContribution[] {
  return [
    {
      on: 'Customer',
      name: 'consents',
      description: 'What the customer allowed and forbade, latest first.',
      type: () => ConsentConnection,
      args: ConsentsArgs,
      source: connection({
        type: 'Consent',
        column: 'id',
        key: 'customer_id',
        orderings: {
          LATEST_FIRST: {
            terms: [
              { sql: 't.valid_from', type: 'timestamptz', direction: 'desc' },
              { sql: 't.id', type: 'uuid', direction: 'desc' },
            ],
          },
        },
        filters: {
          channels: { sql: (parameter) => `t.channel = any(${parameter}::text[])` },
          retracted: { sql: (parameter) => `(${parameter}::boolean or t.retracted_at is null)` },
        },
      }),
    },
    {
      on: 'Customer',
      name: 'mayContact',
      description: 'Whether the customer may be contacted now, and why.',
      type: () => ContactPermission,
      args: MayContactArgs,
      source: batch(async (keys, args, { reader, now }) => {
        const { channel, purpose, brand } = args as unknown as MayContactArgs;
        const brandId = brand == null ? null : await brandIdOf(reader, brand);
        if (brand != null && brandId === null) throw new RapportError('BAD_INPUT', `No brand has the code "${brand}".`);
        const ids = keys.map(Number);
        const answers = await services.contactRules.contactAllowed(reader, ids, { channel, purpose, brandId }, now);
        return ids.map((id) => answers.get(id));
      }),
    },
  ];
}
