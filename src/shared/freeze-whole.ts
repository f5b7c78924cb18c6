/** Freezes a plain value, which does not refer to itself, with everything in it; buffers cannot be frozen and stay as they are. */
export function freezeWhole(value: unknown): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) if (typeof member === 'object') freezeWhole(member);
}
