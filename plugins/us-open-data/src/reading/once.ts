/**
 * Answers true the first time it sees a key. It remembers at least the last `capacity` keys and at most twice as many,
 * so that memory does not grow with the file; a key forgotten is said again, which the intake answers as a repeat.
 */
export function firstTime(capacity = 50_000): (key: string) => boolean {
  let recent = new Set<string>();
  let older = new Set<string>();
  return (key) => {
    if (recent.has(key) || older.has(key)) return false;
    recent.add(key);
    if (recent.size >= capacity) {
      older = recent;
      recent = new Set();
    }
    return true;
  };
}
