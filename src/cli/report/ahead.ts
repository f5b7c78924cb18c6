/** Works on items in their order, each already under way while the one before it is taken. */
export async function* ahead<Item, Result>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  let underWay: Promise<Result> | null = null;
  for await (const item of items) {
    const started = work(item);
    // Awaited in its turn: a failure must not count as unheard of before that.
    started.catch(() => undefined);
    if (underWay !== null) yield await underWay;
    underWay = started;
  }
  if (underWay !== null) yield await underWay;
}
