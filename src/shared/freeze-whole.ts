/** Freezes a plain value with everything in it. Of buffers nothing is frozen, as they cannot be. */
export function freezeWhole(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freezeWhole(member);
}
