import { type Edition, latestEdition } from '../accounting';
import { batch, CurrencyCode, DateTime, Field, type FieldContribution, Int, ObjectType } from '../sdk';

@ObjectType({
  description: 'An edition of the exchange rates: what it added and all earlier ones. It never changes.',
})
export class ExchangeRateEdition {
  @Field(() => Int, { description: 'Its number, counting from 1.' })
  edition!: number;

  @Field({ description: 'Hash of all rates up to this edition.' })
  hash!: string;

  @Field({ description: 'System its rates come from.' })
  source!: string;

  @Field(() => CurrencyCode, { description: 'Currency that the rates are quoted against.' })
  base!: string;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Date;
}

export const exchangeRatesField: FieldContribution = {
  on: 'Query',
  name: 'exchangeRates',
  description: 'The edition of exchange rates that amounts are converted by; null while none was recorded.',
  type: () => ExchangeRateEdition,
  nullable: true,
  source: batch(async (keys, _args, { reader }) => {
    const edition = await latestEdition(reader);
    return keys.map(() => (edition === null ? null : editionData(edition)));
  }),
};

export function editionData({ id, hash, source, base, recorded_at }: Edition): ExchangeRateEdition {
  return { edition: id, hash, source, base, recordedAt: recorded_at };
}
