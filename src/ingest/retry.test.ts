import { ConcurrentChange, retryOnConflict } from './retry';

jest.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

describe('retryOnConflict', () => {
  const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' });

  it('runs the work again when others got in its way', async () => {
    const seen: number[] = [];
    const work = async (attempt: number): Promise<string> => {
      seen.push(attempt);
      if (attempt === 1) throw new ConcurrentChange('taken meanwhile');
      if (attempt === 2) throw new Error('wrapped', { cause: deadlock });
      return 'done';
    };
    expect(await retryOnConflict(work)).toBe('done');
    expect(seen).toEqual([1, 2, 3]);
  });

  it('says in the end that one may try again, not that we are at fault', async () => {
    let attempts = 0;
    const work = async (): Promise<never> => {
      attempts += 1;
      throw new ConcurrentChange('taken meanwhile');
    };
    await expect(retryOnConflict(work)).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: expect.any(Error) });
    expect(attempts).toBe(9);
  });

  it('passes on every other fault at once', async () => {
    const fault = new Error('a fault');
    let attempts = 0;
    const work = async (): Promise<never> => {
      attempts += 1;
      throw fault;
    };
    await expect(retryOnConflict(work)).rejects.toBe(fault);
    expect(attempts).toBe(1);
  });
});
