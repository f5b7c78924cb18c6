import { ArgsType, batch, Field, type FieldContribution, ID, Int, RapportError } from '../../sdk';
import { shownHold } from '../holds/hold-mutations';
import { LegalHold } from '../holds/hold-types';
import { holdsOf } from '../holds/holds.store';
import { visibleCustomer } from '../visible-customer';
import { type ErasureServices, previewErasure } from './erase';
import { Erasure, ErasurePreview } from './erasure-types';
import { shownErasures, shownRemoval } from './show';

@ArgsType()
class CustomerArgs {
  @Field(() => ID, { description: 'The customer.' })
  customerId!: string;
}

const mostErasures = 200;

@ArgsType()
class ErasuresArgs {
  @Field(() => Int, { defaultValue: 20, description: `How many, 1 to ${mostErasures}.` })
  first!: number;
}

export function erasureFields(services: ErasureServices): readonly FieldContribution[] {
  return [
    {
      on: 'Query',
      name: 'erasurePreview',
      description: 'What erasing a customer would remove now, by contributor and table. Removes nothing.',
      type: () => ErasurePreview,
      args: CustomerArgs,
      cost: 50,
      source: batch(async (keys, args, context) => {
        const customerId = await visibleCustomer(context, String(args.customerId));
        const { removals, holds } = await previewErasure(services, { customerId, at: context.now });
        const preview = { removals: removals.map(shownRemoval), holds: holds.map(shownHold) };
        return keys.map(() => preview);
      }),
    },
    {
      on: 'Query',
      name: 'erasures',
      description: 'Erasures with their receipts, latest first.',
      type: () => [Erasure],
      args: ErasuresArgs,
      source: batch(async (keys, args, { reader }) => {
        const limit = Number(args.first);
        if (limit < 1 || limit > mostErasures)
          throw new RapportError('PAGE_TOO_LARGE', `first must be 1 to ${mostErasures}.`);
        const erasures = await shownErasures(reader, services.privacyKeys(), { limit });
        return keys.map(() => erasures);
      }),
    },
    {
      on: 'Query',
      name: 'legalHolds',
      description: 'Legal holds of a customer, past ones too, latest first.',
      type: () => [LegalHold],
      args: CustomerArgs,
      source: batch(async (keys, args, context) => {
        const holds = await holdsOf(context.reader, await visibleCustomer(context, String(args.customerId)));
        return keys.map(() => holds.map(shownHold));
      }),
    },
  ];
}
