import { idempotencyKeyOf } from './read-key';

const keyOf = (key: string | undefined) =>
  idempotencyKeyOf({ headers: key === undefined ? {} : { 'idempotency-key': key } });

describe('an Idempotency-Key', () => {
  it.each([
    ['8e03978e-40d5-43e8-bc93-6894a57f9324', '8e03978e-40d5-43e8-bc93-6894a57f9324'],
    ['"8e03978e-40d5-43e8-bc93-6894a57f9324"', '8e03978e-40d5-43e8-bc93-6894a57f9324'],
    ['"order-\\"17\\"-of-2026"', 'order-"17"-of-2026'],
    ['x'.repeat(255), 'x'.repeat(255)],
  ])('is read with and without quotation marks: %s', (given, key) => expect(keyOf(given)).toBe(key));

  it('may be missing', () => expect(keyOf(undefined)).toBeNull());

  it.each([
    '',
    '""',
    'too-short',
    'x'.repeat(256),
    'with a blank in it',
    'one-of-sixteen-letters, another-of-sixteen',
    'umlaut-ä-in-a-key-of-it',
    'control-\u0007-in-a-key-of-it',
  ])('of another form is refused: %j', (given) =>
    expect(() => keyOf(given)).toThrow(expect.objectContaining({ code: 'IDEMPOTENCY_KEY_INVALID' })),
  );
});
