import { maximumPageSize, RapportError, type Reader } from '../sdk';
import { groupByKey } from '../shared/batch-by-key';
import { encodeGlobalId } from '../shared/global-id';
import { groupBy } from '../shared/group-by';
import { dayMs, type ModelDocument } from '../value';
import { type EvidenceRow, readEvidence, readLatestEvidence } from './adoption.store';
import { climb, type StageNumber } from './ladder';

/** How far a customer has come with one brand. Names in snake case are the keys the executor loads rows by. */
export interface BrandAdoptionData {
  readonly brand_id: number;
  readonly stage: StageNumber;
  readonly since: Date | null;
  readonly wouldFallBackOn: Date | null;
  readonly evidenceCount: number;
  /** Names what {@link AdoptionReader.evidence} lists. */
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

/** Adoption for the API: of many customers at once, one statement each. */
export interface AdoptionReader {
  /** Brands with evidence, in the order of their ids, for each customer. */
  adoption(
    reader: Reader,
    customerIds: readonly number[],
    now: Date,
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
    now: Date,
  ): Promise<readonly (readonly AdoptionEvidenceData[])[]>;
}

const defaultFirst = 20;

/** @param model answers the adoption parameters of the model in force */
export function createAdoptionReader(model: ModelDocument): AdoptionReader {
  return {
    async adoption(reader, customerIds, now) {
      const rows = await readEvidence(reader, customerIds, now);
      return groupByKey(customerIds, rows, ({ customer_id }) => customer_id).map((own) =>
        [...groupBy(own, ({ brand_id }) => brand_id).values()].map((evidence) => foldBrand(evidence, model, now)),
      );
    },
    async evidence(reader, keys, first, now) {
      const pairs = keys.map(readKey);
      const rows = await readLatestEvidence(reader, pairs, now, checkedLimit(first));
      const bySlot = groupBy(rows, ({ slot }) => slot);
      return keys.map((_, index) => (bySlot.get(index + 1) ?? []).map((row) => evidenceData(row, model)));
    },
  };
}

function foldBrand(rows: readonly EvidenceRow[], { adoption }: ModelDocument, now: Date): BrandAdoptionData {
  const items = rows.map(({ event_id, ordinal, occurred_at, stage, points, confirming }) => {
    // Ordinals have at most two digits; padded, their texts sort like the numbers.
    const id = `${event_id}/${String(ordinal).padStart(2, '0')}`;
    return { id, at: daysOf(occurred_at), stage, points, confirming };
  });
  const { stage, steps, fallsBackAt } = climb(items, adoption, daysOf(now));
  const last = steps.at(-1);
  return {
    brand_id: rows[0]?.brand_id ?? 0,
    stage,
    since: last === undefined ? null : dateOf(last.at),
    wouldFallBackOn: fallsBackAt === null ? null : dateOf(fallsBackAt),
    evidenceCount: rows.length,
    evidenceKey: `${rows[0]?.customer_id} ${rows[0]?.brand_id}`,
  };
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

function readKey(key: string) {
  const [customerId, brandId] = key.split(' ').map(Number);
  return { customerId: customerId ?? 0, brandId: brandId ?? 0 };
}

const daysOf = (instant: Date): number => instant.getTime() / dayMs;
const dateOf = (days: number): Date => new Date(Math.round(days * dayMs));
