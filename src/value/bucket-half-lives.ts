import type { ModelDocument } from './model/document';

type Decays = Pick<ModelDocument, 'signals'> & {
  readonly reciprocity: Pick<ModelDocument['reciprocity'], 'halfLifeDays'>;
  readonly durability: Pick<ModelDocument['durability'], 'halfLifeDays'>;
};

/**
 * The half-lives that a signal's buckets are kept for: its own first, that of dialogue where it says something there, and
 * that of durability where it is a mutual touch. Equal ones share their buckets.
 */
export function bucketHalfLives(signal: string, model: Decays): readonly number[] {
  const declared = model.signals[signal];
  if (declared === undefined) return [];
  const isDialogue = declared.dialogueIn > 0 || declared.dialogueOut > 0;
  const further = [
    ...(isDialogue ? [model.reciprocity.halfLifeDays] : []),
    ...(declared.direction === 'mutual' ? [model.durability.halfLifeDays] : []),
  ];
  return [...new Set<number>([declared.halfLifeDays, ...further])];
}
