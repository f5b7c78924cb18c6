import { bucketHalfLives, inKeyOrder, type ModelDocument, modelHash } from '../value';

/** The parts of a model document that decide in which integers log and buckets are written. */
export type ShapeModel = Pick<ModelDocument, 'timeZone' | 'signals' | 'reciprocity' | 'durability'>;

const shapes = new WeakMap<ShapeModel, string>();

/**
 * Names the half-lives, daily caps and time zone of a model. Models of one shape share log and buckets: changing from one
 * to the other needs no rebuild. 16 hexadecimal digits.
 */
export function bucketShape(model: ShapeModel): string {
  const known = shapes.get(model);
  if (known !== undefined) return known;
  const signals = inKeyOrder(model.signals).map(([signal, { dailyCap }]) => {
    return { signal, halfLives: bucketHalfLives(signal, model), dailyCap: dailyCap ?? null };
  });
  const isCapped = signals.some(({ dailyCap }) => dailyCap !== null);
  const shape = modelHash({ signals, timeZone: isCapped ? model.timeZone : null }).slice(0, 16);
  shapes.set(model, shape);
  return shape;
}
