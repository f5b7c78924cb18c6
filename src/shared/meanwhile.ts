/** Computes while the database works on a statement already sent. Fails when either does. */
export async function meanwhile<T>(running: Promise<unknown>, compute: () => T | Promise<T>): Promise<T> {
  const [, answer] = await together(running, Promise.resolve().then(compute));
  return answer;
}

/**
 * Waits for work that was sent without waiting for each other. When something fails, the rest is awaited all the same, so
 * that no statement comes after the end of its transaction, and the first fault is thrown: others may only follow from it.
 */
export async function together<Work extends readonly unknown[]>(
  ...work: { readonly [Index in keyof Work]: Promise<Work[Index]> }
): Promise<Work> {
  const faults: unknown[] = [];
  const watched = work.map((each: Promise<unknown>) =>
    each.catch((fault: unknown) => {
      faults.push(fault);
    }),
  );
  await Promise.all(watched);
  if (faults.length > 0) throw faults[0];
  return Promise.all(work) as Promise<unknown> as Promise<Work>;
}
