import { RestartPause } from './restart-pause';

const pausesOf = (pause: RestartPause, times: number): readonly number[] =>
  Array.from({ length: times }, () => {
    pause.ended(0);
    return pause.left(0);
  });

describe('the pause before a thread is started anew', () => {
  it('begins after some ends and grows with each', () => {
    expect(pausesOf(new RestartPause(), 11)).toEqual([
      ...[0, 0, 0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000],
      ...[60_000, 60_000],
    ]);
  });

  it('passes with time', () => {
    const pause = new RestartPause();
    pausesOf(pause, 4);
    expect([pause.left(400), pause.left(2_000)]).toEqual([600, 0]);
  });

  it('is forgotten when a thread answers', () => {
    const pause = new RestartPause();
    pausesOf(pause, 8);
    pause.answered();
    expect(pausesOf(pause, 4)).toEqual([0, 0, 0, 1_000]);
  });
});
