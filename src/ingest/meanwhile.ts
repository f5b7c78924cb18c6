/** Computes while the database works on a statement already sent. Fails when either does. */
export async function meanwhile<T>(running: Promise<unknown>, compute: () => T): Promise<T> {
  const [, answer] = await Promise.all([running, Promise.resolve().then(compute)]);
  return answer;
}
