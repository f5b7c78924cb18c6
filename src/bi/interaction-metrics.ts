import {
  batch,
  DateTime,
  Field,
  type FieldContribution,
  Int,
  ObjectType,
  RapportError,
  type ReadContext,
  type Reader,
} from '../sdk';
import { measures } from './catalogue';
import type { KeptTexts } from './kept-texts';
import { readCosts, readCounts, readMeasures } from './metrics.store';
import { InteractionMetricsArgs, metricsFilter } from './metrics-args';
import type { MetricsQuestion } from './metrics-question';
import { InteractionMetricsRow, metricsRows } from './metrics-rows';
import { metricsText } from './metrics-text';
import { wholeQuestion, withheldKeys } from './suppression/decide';

/** More rows than this are an error: nobody reads them, and a cut would be silent. */
const mostRows = 10_000;

@ObjectType({ description: 'Figures about contacts.' })
class InteractionMetrics {
  @Field(() => [InteractionMetricsRow], {
    description:
      'One row per combination that occurs, ordered by period, channel, type, brand, territory, segment. Past 10000 rows it is an error.',
  })
  rows!: InteractionMetricsRow[];

  @Field(() => Int, {
    description: 'Fewest customers that figures may be of for you; those of fewer are withheld. 1: of any number.',
  })
  smallestGroup!: number;

  @Field(() => DateTime, { description: 'Up to when records are counted: figures are kept up by every intake.' })
  asOf!: Date;
}

/** @param kept of the database that the field is read from */
export const interactionMetricsField = (kept: KeptTexts): FieldContribution => ({
  on: 'Query',
  name: 'interactionMetrics',
  description: 'Figures about contacts, by any of the dimensions. Filtered and retracted contacts are left out.',
  type: () => InteractionMetrics,
  args: InteractionMetricsArgs,
  cost: 50,
  source: {
    ...batch(async (keys, args, context) => {
      const metrics = await interactionMetrics(args as unknown as InteractionMetricsArgs, context);
      return keys.map(() => metrics);
    }),
    finished: async (selection, given, context) => {
      const { question, asked, ofPlugins } = read(given as unknown as InteractionMetricsArgs, context);
      // Amounts and figures of plugins are put together with the rows by JavaScript, and what is withheld is decided by it.
      if (asked.includes('COST') || ofPlugins.length > 0 || context.smallestGroup > 1) return null;
      return metricsText(selection, { question, measures: asked, mostRows, kept }, context);
    },
  },
});

interface AskedMetrics {
  readonly question: MetricsQuestion;
  /** All measures, each once. */
  readonly asked: readonly string[];
  readonly ofPlugins: readonly string[];
}

/** @throws RapportError BAD_INPUT on arguments without a meaning */
function read(
  { dimensions, grain, filter, measures: given }: InteractionMetricsArgs,
  { summable }: Pick<ReadContext, 'summable'>,
): AskedMetrics {
  const asked = [...new Set(given)];
  if (asked.length === 0) throw new RapportError('BAD_INPUT', 'measures is empty; ask for at least one figure.');
  const ofPlugins = asked.filter((measure) => measures.every(({ id }) => id !== measure));
  return { question: { dimensions, grain, filter: metricsFilter(filter), summable }, asked, ofPlugins };
}

async function interactionMetrics(args: InteractionMetricsArgs, context: ReadContext): Promise<object> {
  const { reader, now, smallestGroup } = context;
  const { question, asked, ofPlugins } = read(args, context);
  const whole = smallestGroup > 1 ? wholeQuestion(question) : null;
  const counted = smallestGroup > 1 ? [...new Set([...asked, 'DISTINCT_CUSTOMERS'])] : asked;
  const [counts, all] = await Promise.all([
    readRows(reader, question, counted),
    whole === null ? null : readRows(reader, whole, ['DISTINCT_CUSTOMERS']),
  ]);
  const [costs, values] = await Promise.all([
    asked.includes('COST') ? readCosts(reader, question) : null,
    ofPlugins.length > 0 ? readMeasures(reader, question, ofPlugins) : [],
  ]);
  const rows = metricsRows({
    ...{ counts, costs, measures: { ids: ofPlugins, rows: values } },
    withheld: smallestGroup > 1 ? withheldKeys(all ?? counts, question, smallestGroup) : new Set(),
    customers: asked.includes('DISTINCT_CUSTOMERS') ? 'asked for' : 'read only',
  });
  return { asOf: now, smallestGroup, rows };
}

async function readRows(reader: Reader, question: MetricsQuestion, asked: readonly string[]) {
  const counts = await readCounts(reader, question, asked, mostRows + 1);
  if (counts.length <= mostRows) return counts;
  throw new RapportError(
    'PAGE_TOO_LARGE',
    `The answer has more than ${mostRows} rows. Ask for fewer dimensions, a coarser grain or a narrower filter.`,
  );
}
