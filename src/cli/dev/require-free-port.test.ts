import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { requireFreePort } from './require-free-port';

describe('the port of a platform under development', () => {
  const host = '127.0.0.1';
  let other: Server;
  let taken: number;

  beforeAll(async () => {
    other = createServer();
    other.listen(0, host);
    await once(other, 'listening');
    ({ port: taken } = other.address() as AddressInfo);
  });
  afterAll(() => new Promise((resolve) => other.close(resolve)));

  it('is refused when another program listens there, with one that is free', async () => {
    const fault = (await requireFreePort({ host, port: taken }).catch((error: unknown) => error)) as Error;
    expect(fault).toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(`^PORT ${taken} of 127\\.0\\.0\\.1 is taken by another program\\. End what`),
    });
    const [, named] = /"npm run dev -- --port (\d+)"/.exec(fault.message) ?? [];
    expect(fault.message).toContain(`RAPPORT_URL=http://127.0.0.1:${named}`);
    await expect(requireFreePort({ host, port: Number(named) })).resolves.toBeUndefined();
  });

  it('is left free, and may be any', async () => {
    await requireFreePort({ host, port: 0 });
    await requireFreePort({ host, port: 0 });
  });

  it('is refused with the reason of the system where nobody can listen at all', async () => {
    await expect(requireFreePort({ host: '192.0.2.1', port: taken })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(`PORT ${taken} of 192.0.2.1 cannot be listened on (EADDRNOTAVAIL).`),
    });
  });
});
