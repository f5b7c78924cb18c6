import type { Reader } from '../sdk';
import { groupBy } from '../shared/group-by';
import { contactPressure, dayMs, inKeyOrder, type ModelDocument, waitDays } from '../value';
import type { ModelInForce } from './model';
import { readTouches } from './pressure.store';

/** Recent load of our contacts on a customer, and when each kind of contact fits under the maximum. */
export interface PressureData {
  readonly value: number;
  readonly maximum: number;
  readonly waits: readonly WaitData[];
}

export interface WaitData {
  readonly signal: string;
  readonly label: string;
  readonly load: number;
  /** 0 when it fits now; null when it never does. */
  readonly days: number | null;
  readonly until: Date | null;
}

export interface PressureQuestion {
  readonly customerIds: readonly number[];
  readonly at: Date;
}

/** In the order of the customers, one statement. Computed for consumers, too. */
export async function readPressures(
  reader: Reader,
  { customerIds, at }: PressureQuestion,
  { document }: ModelInForce,
): Promise<readonly PressureData[]> {
  const touches = groupBy(
    await readTouches(reader, [...new Set(customerIds)], at, document),
    ({ customerId }) => customerId,
  );
  return customerIds.map((customerId) => {
    const value = contactPressure(touches.get(customerId) ?? [], document, at.getTime());
    return { value, maximum: document.pressure.maximum, waits: waitsAt(value, document, at) };
  });
}

function waitsAt(pressure: number, model: ModelDocument, at: Date): readonly WaitData[] {
  return inKeyOrder(model.signals).flatMap(([signal, { load, title }]) => {
    if (load === 0) return [];
    const days = waitDays(pressure, load, model.pressure);
    const until = days === null ? null : new Date(at.getTime() + days * dayMs);
    return [{ signal, label: title, load, days, until }];
  });
}
