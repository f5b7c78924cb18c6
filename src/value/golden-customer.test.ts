import { goldenLog } from '../../test/helpers/golden-customer';
import { defaultDeclarations, expectClose, vectorNow } from '../../test/helpers/value-vectors';
import { engagement } from './engagement';
import { sumsFromLog } from './log';
import { defaultModel } from './model/default-model';

describe('the golden customer under all defaults', () => {
  const model = defaultModel(defaultDeclarations);
  const result = engagement(sumsFromLog(goldenLog, model, vectorNow, vectorNow), model);

  it('Z-1: has the published points by channel', () => {
    const points = new Map(result.channels.map((channel) => [channel.channel, channel.points]));
    expectClose(points.get('conf'), 11.110497);
    expectClose(points.get('email'), 2.582619);
    expectClose(points.get('rep'), 23.063761);
    expectClose(points.get('web'), 17.638121);
  });

  it('Z-1: has the published engagement, and contributions that add up to it', () => {
    expectClose(result.depth, 0.877983);
    expectClose(result.value, 63.715074);
    const total = result.signals.reduce((sum, { value }) => sum + value, 0);
    expectClose(total, result.value, 1e-12);
  });

  it('earns nothing from the messages we sent', () => {
    expect(result.signals.find(({ signal }) => signal === 'email.sent')?.value).toBe(0);
  });
});
