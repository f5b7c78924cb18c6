import type { Contribution, Direction, InteractionEvent, ScoreContext } from './scoring';

/** One text per row, each different text kept once: `values[codes[row]]`; a code of -1 stands for none. @since 0.1.0 */
export interface TextColumn<Text extends string = string> {
  readonly values: readonly Text[];
  readonly codes: Int32Array;
}

/** Many events as a struct of columns. Row `n` of every column belongs to event `n`; see {@link InteractionEvent}. @since 0.1.0 */
export interface EventColumns {
  /** Number of events. */
  readonly length: number;
  readonly id: readonly string[];
  readonly source: TextColumn;
  readonly sourceKey: readonly string[];
  readonly type: TextColumn;
  readonly channel: TextColumn;
  readonly direction: TextColumn<Direction>;
  /** -1 where no brand is named. */
  readonly brand: TextColumn;
  /** -1 where no team member took part. */
  readonly actor: TextColumn;
  readonly count: Int32Array;
  readonly details: readonly Readonly<Record<string, unknown>>[];
}

/**
 * The contributions of many events as columns of equal length, in the order of the events; those of one event in the order
 * in which `score` answers them. Columns that no contribution needs may be left out; see {@link Contribution}.
 *
 * @since 0.1.0
 */
export interface ContributionColumns {
  /** Which event says so. Never falls from one contribution to the next. */
  readonly row: readonly number[] | Int32Array;
  readonly signal: readonly string[];
  readonly amount: readonly number[] | Float64Array;
  readonly path?: readonly (string | undefined)[];
  readonly units?: readonly (number | undefined)[];
  readonly minutes?: readonly (number | undefined)[];
  readonly adoption?: readonly (Contribution['adoption'] | undefined)[];
}

/**
 * `score` for many events at once. Must say of each event exactly what `score` says of it alone, however the events are
 * cut into batches: the kernel compares both on the samples and refuses a plugin whose answers differ.
 *
 * @since 0.1.0
 */
export type BatchScoringHook = (events: EventColumns, context: ScoreContext) => ContributionColumns;

/**
 * Many events as columns, for tests of a batch hook.
 *
 * @since 0.1.0
 * @example
 * import { eventColumns } from 'rapport/sdk';
 *
 * const { length, type } = eventColumns([
 *   {
 *     ...{ id: '1', source: 'gateway', sourceKey: 'm1', type: 'sms.reply_received', channel: 'sms' },
 *     ...{ direction: 'in', count: 1, details: { text: 'Yes' } },
 *   },
 * ]);
 * length; // => 1
 * type.values; // => ['sms.reply_received']
 */
export function eventColumns(events: readonly InteractionEvent[]): EventColumns {
  return {
    length: events.length,
    id: events.map(({ id }) => id),
    source: textColumn(events, ({ source }) => source),
    sourceKey: events.map(({ sourceKey }) => sourceKey),
    type: textColumn(events, ({ type }) => type),
    channel: textColumn(events, ({ channel }) => channel),
    direction: textColumn(events, ({ direction }) => direction),
    brand: textColumn(events, ({ brand }) => brand),
    actor: textColumn(events, ({ actor }) => actor),
    count: Int32Array.from(events, ({ count }) => count),
    details: events.map(({ details }) => details),
  };
}

function textColumn<Text extends string>(
  events: readonly InteractionEvent[],
  textOf: (event: InteractionEvent) => Text | undefined,
): TextColumn<Text> {
  const places = new Map<Text, number>();
  const codes = new Int32Array(events.length).fill(-1);
  let before: Text | undefined;
  let code = -1;
  for (let row = 0; row < events.length; row += 1) {
    const text = textOf(events[row] as InteractionEvent);
    // Neighbours often say the same.
    if (text !== before) {
      before = text;
      code = text === undefined ? -1 : (places.get(text) ?? places.size);
      if (text !== undefined) places.set(text, code);
    }
    codes[row] = code;
  }
  return { values: [...places.keys()], codes };
}

/**
 * The contributions of each event of a batch, as `score` answers them.
 *
 * @since 0.1.0
 * @throws TypeError when the columns do not fit together, or a row is out of place
 * @example
 * import { contributionsByRow } from 'rapport/sdk';
 *
 * const columns = { row: [1], signal: ['sms.reply_received'], amount: [1] };
 * contributionsByRow(columns, 2); // => [[], [{ signal: 'sms.reply_received', amount: 1 }]]
 */
export function contributionsByRow(columns: ContributionColumns, length: number): readonly (readonly Contribution[])[] {
  const { row: rows, signal: signals, amount: amounts, path, units, minutes, adoption } = columns;
  for (const column of [signals, amounts, path, units, minutes, adoption]) {
    if (column !== undefined && column.length !== rows.length) throw new TypeError('columns differ in length');
  }
  const answers = Array.from({ length }, (): Contribution[] => []);
  let before = 0;
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? -1;
    const answer = answers[row];
    if (answer === undefined || row < before) throw new TypeError(`row ${row} is out of place`);
    before = row;
    const said: Partial<Writable<Contribution>> = {};
    const [ownPath, ownUnits, ownMinutes] = [path?.[place], units?.[place], minutes?.[place]];
    const ownAdoption = adoption?.[place];
    if (ownPath !== undefined) said.path = ownPath;
    if (ownUnits !== undefined) said.units = ownUnits;
    if (ownMinutes !== undefined) said.minutes = ownMinutes;
    if (ownAdoption !== undefined) said.adoption = ownAdoption;
    answer.push({ signal: signals[place] ?? '', amount: amounts[place] ?? Number.NaN, ...said });
  }
  return answers;
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
