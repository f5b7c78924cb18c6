import type { Reporter } from '../ingest';
import { keyOf, type Prepared, type RecordKind } from '../normalise/prepared';

/** What a key stands for in the store: the record taken last under it. */
export interface Claim {
  readonly source: string;
  readonly sourceKey: string;
  readonly kind: RecordKind;
  readonly hash: string;
  /** Counts the bodies taken under this key, from 1. */
  readonly revision: number;
  readonly customerId: number | null;
  readonly subjectId: string | null;
  readonly retracted: boolean;
  /** Its parts by name; null when it has none. */
  readonly parts: readonly string[] | null;
  /** Who reported it last, where that was a principal that may not correct everything; null: a system. */
  readonly reportedBy: string | null;
  /** When the body arrived that it stands for, or was taken back; null: nobody noted it. */
  readonly arrivedAt: Date | null;
}

/** What a withdrawn part has instead of a hash: no body is equal to it, so any may come again, the old one included. */
const noBody = '';

/** A claim to write. `storedRevision` is what the store must still hold, 0 when it must not know the key. */
export interface ClaimChange extends Claim {
  readonly storedRevision: number;
}

type Judged = Pick<Prepared, 'key' | 'hash' | 'repeats' | 'reporter' | 'arrivedAt'>;

/** What is stored under a key, or waits under it. */
export type Reported = Pick<Claim, 'source' | 'reportedBy'>;

/** Whether a reporter may put something else in the place of what was reported. */
export function mayReplace(reporter: Reporter | null, { source, reportedBy }: Reported): boolean {
  return reporter === null || reporter.subject === reportedBy || reporter.answersFor(source);
}

export type Verdict =
  | { readonly action: 'add'; readonly revision: number; readonly previous: Claim | null }
  | { readonly action: 'repeat'; readonly claim: Claim }
  | { readonly action: 'refuse'; readonly code: RefusalCode };

export type RefusalCode =
  | 'SOURCE_KEY_CONFLICT'
  | 'SOURCE_KEY_RETRACTED'
  | 'SOURCE_KEY_FOREIGN'
  | 'SOURCE_KEY_OVERTAKEN';

/**
 * The keys of one batch, as stored and as the batch changes them item by item. Only the last body of a key is
 * remembered: A, B, A under one key are two corrections, because the source changed its mind twice.
 */
export class ClaimBook {
  readonly #claims = new Map<string, Claim>();
  readonly #stored = new Map<string, number>();
  readonly #changed = new Set<string>();

  constructor(stored: readonly Claim[]) {
    for (const claim of stored) {
      const key = keyOf(claim);
      this.#claims.set(key, claim);
      this.#stored.set(key, claim.revision);
    }
  }

  judge(item: Judged): Verdict {
    const claim = this.#claims.get(item.key);
    if (claim === undefined) return { action: 'add', revision: 1, previous: null };
    return claim.hash === item.hash ? judgeSameBody(claim) : judgeOtherBody(claim, item);
  }

  accept(key: string, claim: Claim): void {
    this.#claims.set(key, claim);
    this.#changed.add(key);
  }

  /** Takes a part out that the record it belongs to no longer names. Answers what it stood for; undefined when nothing stands there. */
  withdraw(key: string, arrivedAt: Date): Claim | undefined {
    const claim = this.#claims.get(key);
    if (claim === undefined || claim.retracted) return undefined;
    this.accept(key, { ...claim, hash: noBody, revision: claim.revision + 1, retracted: true, arrivedAt });
    return claim;
  }

  /** In the order of keys, so that concurrent batches meet them alike. */
  changes(): readonly ClaimChange[] {
    return [...this.#changed].sort().flatMap((key) => {
      const claim = this.#claims.get(key);
      return claim === undefined ? [] : [{ ...claim, storedRevision: this.#stored.get(key) ?? 0 }];
    });
  }
}

function judgeSameBody(claim: Claim): Verdict {
  return claim.retracted ? { action: 'refuse', code: 'SOURCE_KEY_RETRACTED' } : { action: 'repeat', claim };
}

/** A retracted key may live again, but only with another body: replaying the old file must not bring back what was taken out. */
function judgeOtherBody(claim: Claim, { repeats, reporter, arrivedAt }: Judged): Verdict {
  if (!mayReplace(reporter, claim)) return { action: 'refuse', code: 'SOURCE_KEY_FOREIGN' };
  // What had to wait does not take the place of what came after it.
  if (arrivedAt !== undefined && claim.arrivedAt !== null && claim.arrivedAt > arrivedAt) {
    return { action: 'refuse', code: 'SOURCE_KEY_OVERTAKEN' };
  }
  if (repeats === 'conflict') {
    return { action: 'refuse', code: claim.retracted ? 'SOURCE_KEY_RETRACTED' : 'SOURCE_KEY_CONFLICT' };
  }
  return { action: 'add', revision: claim.revision + 1, previous: claim };
}
