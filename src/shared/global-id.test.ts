import fc from 'fast-check';
import { decodeCustomerScopedId, decodeGlobalId, decodeIntegerId, decodeUuidId, encodeGlobalId } from './global-id';

const uuid = '00000000-0000-4000-8000-00000000000a';
const encode = (text: string): string => Buffer.from(text).toString('base64url');
const anyBytes = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
const almostAnId = fc
  .tuple(fc.string({ maxLength: 12 }), fc.nat(40), fc.constantFrom(...'AQgw_-=%'))
  .map(([key, place, sign]) => {
    const id = encodeGlobalId('Customer', key);
    return id.slice(0, place) + sign + id.slice(place + 1);
  });
const idInvalid = expect.objectContaining({ code: 'ID_INVALID' });

describe('a global id', () => {
  it('gives back type and keys, whatever signs the keys have, unless it is longer than any row needs', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { minLength: 1, maxLength: 3 }), (keys) => {
        const id = encodeGlobalId('Customer', ...keys);
        expect(id).toMatch(/^[\w-]+$/);
        if (id.length > 512) expect(() => decodeGlobalId(id)).toThrow(idInvalid);
        else expect(decodeGlobalId(id)).toEqual({ type: 'Customer', keys });
      }),
    );
  });

  it('is the only text that names its row', () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, fc.base64String(), almostAnId), (id) => {
        try {
          const { type, keys } = decodeGlobalId(id);
          expect(encodeGlobalId(type, ...keys)).toBe(id);
        } catch (error) {
          expect(error).toEqual(idInvalid);
        }
      }),
    );
  });

  it.each([
    ['', 'nothing'],
    ['Customer:1', 'not encoded'],
    [encode('Customer'), 'no key'],
    [encode('customer:1'), 'no type name'],
    [encode('Customer:%'), 'broken escape'],
    [encode('Customer:%61'), 'needless escape'],
    [`${encode('Customer:1')}\n`, 'trailing text'],
    [encode(`Customer:${'1'.repeat(600)}`), 'too long'],
  ])('refuses %j: %s', (id) => {
    expect(() => decodeGlobalId(id)).toThrow(idInvalid);
  });
});

describe('a typed id', () => {
  it('of a whole number is one', () => {
    expect(decodeIntegerId(encodeGlobalId('Brand', 42), 'Brand')).toBe(42);
    for (const key of ['-1', '1.5', '01', '1e3', '9007199254740992', 'x', '']) {
      expect(() => decodeIntegerId(encodeGlobalId('Brand', key), 'Brand')).toThrow(idInvalid);
    }
    expect(() => decodeIntegerId(encodeGlobalId('Brand', 1), 'Territory')).toThrow(idInvalid);
    expect(() => decodeIntegerId(encodeGlobalId('Brand', 1, 2), 'Brand')).toThrow(idInvalid);
  });

  it('of a uuid is one', () => {
    expect(decodeUuidId(encodeGlobalId('ImportRun', uuid), 'ImportRun')).toBe(uuid);
    expect(() => decodeUuidId(encodeGlobalId('ImportRun', uuid.toUpperCase()), 'ImportRun')).toThrow(idInvalid);
    expect(() => decodeUuidId(encodeGlobalId('ImportRun', 1, uuid), 'ImportRun')).toThrow(idInvalid);
  });

  it('of a row that belongs to a customer names both', () => {
    const id = encodeGlobalId('Interaction', 7, uuid);
    expect(decodeCustomerScopedId(id, 'Interaction')).toEqual({ customerId: 7, id: uuid });
    expect(() => decodeCustomerScopedId(encodeGlobalId('Interaction', uuid), 'Interaction')).toThrow(idInvalid);
    expect(() => decodeCustomerScopedId(id, 'LedgerEntry')).toThrow(idInvalid);
  });
});
