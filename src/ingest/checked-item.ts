import { errorCodes, type IntakeItem, type ItemPosition, type Rejection } from '../sdk';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What an adapter or importer gave as an item, in the form it must have; what the record itself says is read later. Copied, as
 * what a plugin gives may answer otherwise when it is read again.
 *
 * @throws TypeError when it is no item
 */
export function checkedItem(given: unknown): IntakeItem {
  if (!isObject(given)) throw new TypeError('an item is no object');
  const position = positionOf(given.position);
  const { rejected } = given;
  if (rejected !== undefined) return { rejected: rejectionOf(rejected), position };
  return { record: given.record as Extract<IntakeItem, { record: unknown }>['record'], position };
}

function positionOf(given: unknown): ItemPosition {
  if (!isObject(given)) throw new TypeError('an item has no position');
  const { line, raw } = given;
  if (!Number.isSafeInteger(line)) throw new TypeError('the line of an item is no whole number');
  if (raw === undefined) return { line: line as number };
  if (typeof raw !== 'string') throw new TypeError('what an item has as raw is no text');
  return { line: line as number, raw };
}

function rejectionOf(given: unknown): Rejection {
  if (!isObject(given)) throw new TypeError('a rejection is no object');
  const { code, reason, filtered } = given;
  if (typeof code !== 'string' || !Object.hasOwn(errorCodes, code))
    throw new TypeError('a rejection has no known code');
  if (typeof reason !== 'string') throw new TypeError('the reason of a rejection is no text');
  return { code: code as Rejection['code'], reason, ...(filtered === true ? { filtered } : {}) };
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
