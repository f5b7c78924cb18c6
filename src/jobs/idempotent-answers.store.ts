import type { Writer } from '../sdk';

/** Removes answers given before `before`; answers how many. From then on their keys mean new requests. */
export function purgeIdempotentAnswers(writer: Writer, before: Date): Promise<number> {
  return writer.execute({
    text: 'delete from core.idempotent_answer where answered_at < $1',
    values: [before],
  });
}
