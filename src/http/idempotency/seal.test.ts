import { sealOf } from './seal';

const request = { caller: 'ana', key: '8e03978e-40d5-43e8-bc93-6894a57f9324', request: 'mutation { write }' };
const same = (one: Buffer, other: Buffer) => one.equals(other);

describe('the seal of a keyed request', () => {
  it('opens what it closed, and so does that of a repetition', async () => {
    const sealed = await sealOf(request).close('{"data":{"write":"Ana Lund"}}');
    expect(sealed.toString('latin1')).not.toContain('Ana Lund');
    expect(await sealOf(request).open(sealed)).toBe('{"data":{"write":"Ana Lund"}}');
  });

  it('of another key or caller opens nothing, and is stored elsewhere', async () => {
    const sealed = await sealOf(request).close('secret');
    for (const change of [{ caller: 'ben' }, { key: `${request.key}0` }]) {
      const other = sealOf({ ...request, ...change });
      expect(same(other.keyDigest, sealOf(request).keyDigest)).toBe(false);
      expect(same(other.requestDigest, sealOf(request).requestDigest)).toBe(false);
      await expect(other.open(sealed)).rejects.toThrow();
    }
  });

  it('tells another request under the same key', () => {
    const other = sealOf({ ...request, request: 'mutation { write(again: true) }' });
    expect(same(other.keyDigest, sealOf(request).keyDigest)).toBe(true);
    expect(same(other.requestDigest, sealOf(request).requestDigest)).toBe(false);
  });

  it('shows when a stored answer was changed', async () => {
    const sealed = await sealOf(request).close('secret');
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    await expect(sealOf(request).open(sealed)).rejects.toThrow();
  });
});
