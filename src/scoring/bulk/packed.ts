/** Integers of many rows, one row after another. */
export type Packed = Float64Array;

const [minus, zero, nine] = [45, 48, 57];

/**
 * Integers that the database wrote one after another into one text, whatever separates them: a row and an object for each
 * would cost more than everything that is done with them. Those beyond 2^53 lose their last digits.
 */
export function packedIntegers(text: string | null): Packed {
  if (text === null) return new Float64Array(0);
  const integers = new Float64Array((text.length + 1) >> 1);
  let count = 0;
  let integer = 0;
  let sign = 1;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code >= zero && code <= nine) {
      integer = integer * 10 + (code - zero);
    } else if (code === minus) {
      sign = -1;
    } else {
      integers[count] = sign * integer;
      count += 1;
      integer = 0;
      sign = 1;
    }
  }
  integers[count] = sign * integer;
  return integers.subarray(0, count + 1);
}
