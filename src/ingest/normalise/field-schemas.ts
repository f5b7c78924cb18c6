import { currencyDigits, type ErrorCode, isValidIdentifier, z } from '../../sdk';
import { isCalendarDay, parseTime } from './times';

/** Longest texts in characters. Keys and names stay small enough for an index entry. */
export const limits = {
  source: 100,
  sourceKey: 400,
  code: 100,
  name: 120,
  title: 400,
  text: 10_000,
  identifier: 200,
  customerKeys: 50,
  listLength: 200,
  count: 1_000_000,
  /** Of one entry, in minor units, either way. Sums over hundreds of such entries still are exact numbers. */
  amountMinor: 10_000_000_000_000,
  /** Whole record as canonical JSON. */
  record: 100_000,
} as const;

/** Unknown keys are refused. Parsing gives the keys in order, which makes the JSON of equal records equal. */
export function shape<Shape extends z.ZodRawShape>(members: Shape): z.ZodObject<Shape, z.core.$strict> {
  const sorted = Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1));
  return z.strictObject(Object.fromEntries(sorted) as Shape);
}

export const text = (limit: number) => z.string().trim().min(1).max(limit);

/** Blank counts as left out: files cannot say it otherwise. */
export const optionalText = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit)
    .transform((value) => (value === '' ? undefined : value))
    .optional();

export const time = z.string().transform((given, context) => {
  const parsed = parseTime(given);
  if ('text' in parsed) return parsed.text;
  return refuse(context, given, parsed.code, parsed.reason);
});

export const day = z
  .string()
  .refine(isCalendarDay, { params: { code: 'TIME_INVALID' }, message: 'is not a calendar day such as 2026-11-21' });

export const currency = z.string().transform((given, context) => {
  try {
    currencyDigits(given);
    return given;
  } catch {
    return refuse(context, given, 'CURRENCY_UNKNOWN', 'is not an ISO 4217 currency code');
  }
});

export const customerKey = shape({ system: text(limits.code), value: text(limits.identifier) }).refine(
  (key) => isValidIdentifier(key.system, key.value),
  {
    params: { code: 'IDENTIFIER_INVALID' },
    error: (issue) => `is not a valid identifier: ${JSON.stringify(issue.input)}`,
  },
);

export const customerKeys = z.array(customerKey).min(1).max(limits.customerKeys);

export const ledgerLine = {
  entry: z.enum(['revenue', 'rebate', 'cost_of_goods', 'service_cost', 'touch_cost', 'value_transfer']),
  amountMinor: z.number().refine(isAmount, {
    params: { code: 'MONEY_INVALID' },
    message: `is not a whole number of minor units of at most ${limits.amountMinor}`,
  }),
  currency,
  basis: z.enum(['recorded', 'modelled', 'allocated']).default('recorded'),
  nature: optionalText(limits.title),
  counterparty: optionalText(limits.title),
  memo: optionalText(limits.text),
};

function isAmount(minorUnits: number): boolean {
  return Number.isInteger(minorUnits) && Math.abs(minorUnits) <= limits.amountMinor;
}

function refuse(context: z.RefinementCtx, input: unknown, code: ErrorCode, message: string): never {
  context.issues.push({ code: 'custom', input, message, params: { code } });
  return z.NEVER;
}
