import type { Reader } from '../../sdk';

/** Id of a brand by its code; null when there is none. */
export async function brandIdOf(reader: Reader, code: string): Promise<number | null> {
  const [row] = await reader.query<{ readonly id: number }>({
    name: 'privacy-brand',
    text: 'select id from core.brand where code = $1',
    values: [code],
  });
  return row?.id ?? null;
}
