import fc from 'fast-check';
import { expectClose } from '../../test/helpers/value-vectors';
import { type ChannelTouch, type Move, migration } from './migration';

/** Cost, uplift and its standard error. */
function touch(costMinor: number, uplift: number, standardError: number): ChannelTouch {
  return { costMinor, effect: { uplift, standardError, label: 'causal' } };
}

const remoteCall: Move = {
  touches: 10,
  share: 0.5,
  from: touch(140, 0.06, 0.015),
  to: touch(12, 0.02, 0.008),
  responseValueMinor: 2500,
  consentForTarget: 'given',
  evidenceInTarget: 'positive',
};
const message: Move = { ...remoteCall, touches: 6, share: 1, from: touch(150, 0.09, 0.02), to: touch(1, 0.01, 0.004) };
const sure: Move = { ...remoteCall, to: touch(12, 0.06, 0.008) };

describe('moving touches to a channel of lower cost', () => {
  it('C-14: asks for a test where the saving alone says yes', () => {
    const result = migration(remoteCall);
    expectClose(result.savingMinor, 640);
    expectClose(result.valueChangeMinor, -500);
    expectClose(result.netMinor, 140);
    expectClose(result.standardError, 212.5);
    expectClose(result.probabilityOfGain, 0.744995);
    expect(result.advice).toBe('test');
    expect(result.reasons).toEqual(['A gain has a probability of 74 %; a move needs 90 %.']);
  });

  it('C-16: keeps the channel where a loss is expected', () => {
    const result = migration(message);
    expectClose(result.savingMinor, 894);
    expectClose(result.valueChangeMinor, -1200);
    expectClose(result.netMinor, -306);
    expectClose(result.standardError, 305.941171);
    expectClose(result.probabilityOfGain, 0.158609);
    expect(result.advice).toBe('keep');
  });

  it('advises the move that probably pays, for a customer who consents and responds there', () => {
    expect(migration(sure)).toMatchObject({ advice: 'move', label: 'causal', reasons: [] });
  });

  it('advises a test when effects are assumed or the customer has not responded there, nothing without consent', () => {
    const assumed = { ...sure, to: { ...sure.to, effect: { ...sure.to.effect, label: 'modelled' as const } } };
    expect(migration(assumed)).toMatchObject({ advice: 'test', label: 'modelled' });
    expect(migration({ ...sure, evidenceInTarget: 'none' }).advice).toBe('test');
    expect(migration({ ...sure, consentForTarget: 'missing' }).advice).toBe('keep');
  });

  it('is certain where there is nothing to be uncertain of', () => {
    expect(migration({ ...sure, share: 0 })).toMatchObject({ netMinor: 0, probabilityOfGain: 0, advice: 'keep' });
    expect(migration({ ...sure, responseValueMinor: 0 })).toMatchObject({ netMinor: 640, probabilityOfGain: 1 });
  });

  it('refuses shares that cannot be', () => {
    expect(() => migration({ ...sure, share: 1.1 })).toThrow(RangeError);
  });

  it('has the same probability for any number of touches moved, and a net that grows with it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1, noNaN: true }), (share) => {
        const [part, whole] = [migration({ ...remoteCall, share }), migration({ ...remoteCall, share: 1 })];
        expectClose(part.probabilityOfGain, whole.probabilityOfGain, 1e-12);
        expectClose(part.netMinor, whole.netMinor * share, 1e-12);
      }),
    );
  });
});
