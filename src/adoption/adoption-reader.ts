import { maximumPageSize, RapportError, type ReadContext, type Reader } from '../sdk';
import { groupByKey } from '../shared/batch-by-key';
import { encodeGlobalId } from '../shared/global-id';
import { groupBy } from '../shared/group-by';
import { dayMs, type ModelDocument } from '../value';
import { type BrandOfCustomer, type EvidenceRow, readEvidence, readLatestEvidence } from './adoption.store';
import { climb, type StageNumber } from './ladder';
import { readOptOuts } from './opt-outs.store';
import { dateOf, type StageChangeData, stageChanges } from './stage-changes';

/** How far a customer has come with one brand. Names in snake case are the keys the executor loads rows by. */
export interface BrandAdoptionData {
  readonly brand_id: number;
  readonly stage: StageNumber;
  readonly since: Date | null;
  readonly wouldFallBackOn: Date | null;
  readonly evidenceCount: number;
  /** Every change of stage, oldest first. */
  readonly history: readonly StageChangeData[];
  /** Names what {@link AdoptionReader.evidence} and {@link AdoptionReader.optOuts} list. */
  readonly evidenceKey: string;
}

export interface AdoptionEvidenceData {
  readonly customer_id: number;
  readonly interaction_id: string;
  readonly interactionId: string;
  readonly label: string;
  readonly kind: string;
  readonly stage: StageNumber;
  readonly points: number;
  readonly confirming: boolean;
  readonly occurredAt: Date;
}

/** A contact by which the customer closed a channel: no points for or against a stage, but no messages either. */
export interface OptOutData {
  readonly customer_id: number;
  readonly interaction_id: string;
  readonly channel: string;
  readonly occurredAt: Date;
  /** Whether the channel has stayed closed up to the instant asked for. */
  readonly inForce: boolean;
}

export interface AdoptionQuestion {
  readonly customerIds: readonly number[];
  /** Codes of the brands asked for; null for all there is evidence of. */
  readonly brands: readonly string[] | null;
  /** The instant; evidence after it does not count. */
  readonly at: Date;
}

/** Adoption for the API: of many customers at once, one statement each. */
export interface AdoptionReader {
  /** Brands with evidence, in the order of their ids, for each customer. */
  adoption(
    context: Pick<ReadContext, 'reader' | 'visible'>,
    question: AdoptionQuestion,
  ): Promise<readonly (readonly BrandAdoptionData[])[]>;
  /**
   * The latest evidence behind each key, latest first; `first` defaults to 20.
   *
   * @throws RapportError BAD_INPUT, PAGE_TOO_LARGE for an impossible `first`
   */
  evidence(
    reader: Reader,
    keys: readonly string[],
    first: number | null | undefined,
  ): Promise<readonly (readonly AdoptionEvidenceData[])[]>;
  /** Opt-outs about the brand of each key or about no brand, latest first. */
  optOuts(reader: Reader, keys: readonly string[]): Promise<readonly (readonly OptOutData[])[]>;
}

const defaultFirst = 20;

/** @param model answers the adoption parameters of the model in force */
export function createAdoptionReader(model: ModelDocument): AdoptionReader {
  return {
    async adoption(context, question) {
      const rows = await readEvidence(context, question);
      return groupByKey(question.customerIds, rows, ({ customer_id }) => customer_id).map((own) =>
        [...groupBy(own, ({ brand_id }) => brand_id).values()].map((evidence) =>
          foldBrand(evidence, model, question.at),
        ),
      );
    },
    async evidence(reader, keys, first) {
      const rows = await readLatestEvidence(reader, keys.map(readKey), checkedLimit(first));
      const bySlot = groupBy(rows, ({ slot }) => slot);
      return keys.map((_, index) => (bySlot.get(index + 1) ?? []).map((row) => evidenceData(row, model)));
    },
    async optOuts(reader, keys) {
      const bySlot = groupBy(await readOptOuts(reader, keys.map(readKey)), ({ slot }) => slot);
      return keys.map((_, index) => bySlot.get(index + 1) ?? []);
    },
  };
}

function foldBrand(rows: readonly EvidenceRow[], model: ModelDocument, at: Date): BrandAdoptionData {
  const rowsById = new Map(rows.map((row) => [itemId(row), row]));
  const items = [...rowsById].map(([id, { occurred_at, stage, points, confirming }]) => {
    return { id, at: daysOf(occurred_at), stage, points, confirming };
  });
  const { stage, steps, fallsBackAt } = climb(items, model.adoption, daysOf(at));
  const last = steps.at(-1);
  return {
    brand_id: rows[0]?.brand_id ?? 0,
    stage,
    since: last === undefined ? null : dateOf(last.at),
    wouldFallBackOn: fallsBackAt === null ? null : dateOf(fallsBackAt),
    evidenceCount: rows.length,
    history: stageChanges(steps, (id) => {
      const row = rowsById.get(id);
      return row === undefined ? null : evidenceData(row, model);
    }),
    evidenceKey: [rows[0]?.customer_id, rows[0]?.brand_id, at.getTime()].join(' '),
  };
}

/** Ordinals have at most two digits; padded, their texts sort like the numbers. */
function itemId({ event_id, ordinal }: EvidenceRow): string {
  return `${event_id}/${String(ordinal).padStart(2, '0')}`;
}

function evidenceData(row: EvidenceRow, { adoption }: ModelDocument): AdoptionEvidenceData {
  const { customer_id, event_id, evidence, stage, points, confirming, occurred_at } = row;
  return {
    customer_id,
    interaction_id: event_id,
    interactionId: encodeGlobalId('Interaction', customer_id, event_id),
    label: adoption.evidence[evidence]?.title ?? evidence,
    kind: evidence,
    stage,
    points,
    confirming,
    occurredAt: occurred_at,
  };
}

function checkedLimit(first: number | null | undefined): number {
  const limit = first ?? defaultFirst;
  if (limit < 1) throw new RapportError('BAD_INPUT', 'first must be at least 1.');
  if (limit <= maximumPageSize) return limit;
  throw new RapportError('PAGE_TOO_LARGE', `first may be at most ${maximumPageSize}; ${limit} were asked for.`);
}

function readKey(key: string): BrandOfCustomer {
  const [customerId = 0, brandId = 0, at = 0] = key.split(' ').map(Number);
  return { customerId, brandId, at: new Date(at) };
}

const daysOf = (instant: Date): number => instant.getTime() / dayMs;
