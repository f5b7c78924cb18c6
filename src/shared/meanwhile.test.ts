import { setTimeout as pause } from 'node:timers/promises';
import { meanwhile, together } from './meanwhile';

const failing = async (after: number, message: string): Promise<never> => {
  await pause(after);
  throw new Error(message);
};

describe('work sent together', () => {
  it('answers everything in the order given', async () => {
    expect(await together(pause(5, 'a'), Promise.resolve(2))).toEqual(['a', 2]);
  });

  it('waits for the rest after a fault and throws the first one in time', async () => {
    let ended = false;
    const slow = pause(20).then(() => {
      ended = true;
    });
    await expect(together(failing(10, 'second'), failing(1, 'first'), slow)).rejects.toThrow('first');
    expect(ended).toBe(true);
  });
});

describe('computing meanwhile', () => {
  it('answers what was computed once the running work is done', async () => {
    expect(await meanwhile(pause(1), () => 'computed')).toBe('computed');
  });

  it('fails when either fails', async () => {
    await expect(meanwhile(failing(1, 'database'), () => 1)).rejects.toThrow('database');
    const broken = () => {
      throw new Error('computing');
    };
    await expect(meanwhile(pause(1), broken)).rejects.toThrow('computing');
  });
});
