/** Whose value is asked for, at which instant. */
export interface ValueRequest {
  readonly customerId: number;
  readonly at: Date;
  /** As it was known at this instant; absent: from all that is known now. */
  readonly knownAt?: Date | null;
  /** Only what is about this brand; absent: whatever the brand. */
  readonly brandId?: number | null;
  /** Only what this team member took part in; absent: whoever did. */
  readonly actorId?: number | null;
}

/** Whether buckets can answer: they hold what is known now, of the customer as a whole. */
export function isWhole({ knownAt, brandId, actorId }: ValueRequest): boolean {
  return (knownAt ?? brandId ?? actorId ?? null) === null;
}
