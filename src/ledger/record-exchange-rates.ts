import { recordRates } from '../accounting';
import type { Database } from '../db/database';
import {
  Arg,
  CalendarDate,
  Ctx,
  CurrencyCode,
  Field,
  type GraphQLClass,
  InputType,
  Int,
  Mutation,
  ObjectType,
  RapportError,
  type ReadContext,
  Resolver,
} from '../sdk';
import { ExchangeRateEdition, editionData } from './exchange-rates';

const mostRates = 5_000;

@InputType({ description: 'What a currency was worth on a day.' })
class ExchangeRateInput {
  @Field(() => CurrencyCode, { description: 'The currency.' })
  currency!: string;

  @Field(() => CalendarDate, { description: 'The day.' })
  day!: string;

  @Field({ description: 'Units of the currency per unit of the base: a positive decimal such as "1.0837".' })
  unitsPerBase!: string;
}

@InputType({ description: 'Exchange rates to record.' })
class RecordExchangeRatesInput {
  @Field({ description: 'System the rates come from.' })
  source!: string;

  @Field(() => CurrencyCode, {
    description: 'Currency that the rates are quoted against, such as EUR. The same in every edition.',
  })
  base!: string;

  @Field(() => [ExchangeRateInput], { description: `The rates, 1 to ${mostRates}; more is an error.` })
  rates!: ExchangeRateInput[];
}

@ObjectType({ description: 'Answer to recordExchangeRates.' })
class RecordExchangeRatesPayload {
  @Field(() => Int, { description: 'How many rates were new or differ from before. With 0 no edition was made.' })
  recorded!: number;

  @Field(() => ExchangeRateEdition, { nullable: true, description: 'The edition in force now.' })
  edition!: ExchangeRateEdition | null;
}

export function recordExchangeRatesMutation(services: {
  readonly database: Pick<Database, 'transaction'>;
}): GraphQLClass {
  @Resolver()
  class RecordExchangeRates {
    @Mutation(() => RecordExchangeRatesPayload, {
      description:
        'Adds rates as a new edition. A rate that differs from before corrects it from this edition on; figures of earlier editions stay.',
    })
    async recordExchangeRates(
      @Arg('input', () => RecordExchangeRatesInput, { description: 'The rates.' })
      { source, base, rates }: RecordExchangeRatesInput,
      @Ctx() { now }: ReadContext,
    ): Promise<object> {
      if (rates.length < 1 || rates.length > mostRates) {
        throw new RapportError('BAD_INPUT', `input.rates holds ${rates.length} rates; 1 to ${mostRates} are taken.`);
      }
      const { edition, recorded } = await services.database.transaction((writer) =>
        recordRates(writer, { source, base, quotes: rates }, now),
      );
      return { recorded, edition: edition === null ? null : editionData(edition) };
    }
  }
  return RecordExchangeRates;
}
