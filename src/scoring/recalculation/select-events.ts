import type { EventColumns, TextColumn } from '../../sdk';

/** Some of the events, in the given order. */
export function selectEvents(columns: EventColumns, rows: readonly number[]): EventColumns {
  return {
    length: rows.length,
    id: rows.map((row) => columns.id[row] ?? ''),
    source: selectTexts(columns.source, rows),
    sourceKey: rows.map((row) => columns.sourceKey[row] ?? ''),
    type: selectTexts(columns.type, rows),
    channel: selectTexts(columns.channel, rows),
    direction: selectTexts(columns.direction, rows),
    brand: selectTexts(columns.brand, rows),
    actor: selectTexts(columns.actor, rows),
    count: Int32Array.from(rows, (row) => columns.count[row] ?? 1),
    details: rows.map((row) => columns.details[row] ?? {}),
  };
}

/** The texts that some rows have: others would be none of the business of whom the rows are given to. */
function selectTexts<Text extends string>(
  { values, codes }: TextColumn<Text>,
  rows: readonly number[],
): TextColumn<Text> {
  const renamed = new Int32Array(values.length).fill(-1);
  const kept: Text[] = [];
  const selected = new Int32Array(rows.length).fill(-1);
  for (let place = 0; place < rows.length; place += 1) {
    const code = codes[rows[place] ?? -1] ?? -1;
    const text = values[code];
    if (text === undefined) continue;
    if (renamed[code] === -1) renamed[code] = kept.push(text) - 1;
    selected[place] = renamed[code] ?? -1;
  }
  return { values: kept, codes: selected };
}

export function textAt<Text extends string>({ values, codes }: TextColumn<Text>, row: number): Text | undefined {
  return values[codes[row] ?? -1];
}
