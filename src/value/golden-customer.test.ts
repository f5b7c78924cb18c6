import { goldenLog } from '../../test/helpers/golden-customer';
import { daysBefore, defaultDeclarations, expectClose, vectorNow } from '../../test/helpers/value-vectors';
import { moneyIndex, relationshipIndex } from './composite';
import { durability } from './durability';
import { engagement } from './engagement';
import { dayMs } from './epoch';
import { sumsFromLog } from './log';
import { defaultModel } from './model/default-model';
import { reciprocity } from './reciprocity';
import { service } from './service';

const model = defaultModel(defaultDeclarations);
const pluginOf = (signal: string): string => signal.split('.')[0] ?? signal;
const total = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);

/** Dialogue units by signal, decayed with the half-life of reciprocity, after the daily caps. */
function dialogue(side: 'dialogueIn' | 'dialogueOut'): ReadonlyMap<string, number> {
  const { halfLifeDays } = model.reciprocity;
  const signals = Object.entries(model.signals).map(([id, signal]) => [id, { ...signal, halfLifeDays }] as const);
  const sums = sumsFromLog(
    goldenLog,
    { timeZone: model.timeZone, signals: Object.fromEntries(signals) },
    vectorNow,
    vectorNow,
  );
  return new Map([...sums].map(([signal, sum]) => [signal, sum * (model.signals[signal]?.[side] ?? 0)]));
}

const active = goldenLog.filter(({ signal }) => (model.signals[signal]?.weight ?? 0) > 0);
const periods = new Set(
  active.map(({ occurredAt }) => String(Math.floor((vectorNow - occurredAt) / dayMs / model.durability.periodDays))),
);
const visit = (age: number): number => 2 ** (-(vectorNow - daysBefore(age)) / dayMs / model.durability.halfLifeDays);

const engaged = engagement(sumsFromLog(goldenLog, model, vectorNow, vectorNow), model);
const mutual = reciprocity(dialogue('dialogueIn'), dialogue('dialogueOut'), model.reciprocity.kappa);
const served = service(
  [
    { id: 'q1', ageDays: 120, latencyDays: 2 },
    { id: 'q2', ageDays: 20, latencyDays: 5 },
  ],
  [
    { id: 'n1', ageDays: 120, met: 1 },
    { id: 'n2', ageDays: 20, met: 0.5 },
  ],
  model.service,
);
const positivePoints = (channel: string): number =>
  total(engaged.signals.filter((share) => share.channel === channel).map(({ points }) => Math.max(0, points)));
const lasting = durability(
  {
    tenureDays: 200,
    channels: new Map(engaged.channels.map(({ channel }) => [channel, positivePoints(channel)])),
    actors: new Map([
      ['r1', visit(120)],
      ['r2', visit(30)],
    ]),
    activePeriods: [...periods],
  },
  model.durability,
);
/** Minor units by plugin: touches at the rates of the model, the rest from the ledger. */
const ledger: Readonly<Record<string, number>> = { conf: -41_000, email: -105, rep: -29_200, web: 0, ledger: 250_000 };
const money = moneyIndex(total(Object.values(ledger)), model.money);

const components = {
  engagement: engaged.value,
  reciprocity: mutual.value,
  service: served.value,
  durability: lasting.value,
  money: money.value,
};

describe('the golden customer under all defaults', () => {
  it('Z-1: has the published points by channel', () => {
    const points = new Map(engaged.channels.map((channel) => [channel.channel, channel.points]));
    expectClose(points.get('conf'), 11.110497);
    expectClose(points.get('email'), 2.582619);
    expectClose(points.get('rep'), 23.063761);
    expectClose(points.get('web'), 17.638121);
    expectClose(engaged.depth, 0.877983);
  });

  it('Z-1: has the published components and index', () => {
    expectClose(total(dialogue('dialogueIn').values()), 9.382206);
    expectClose(total(dialogue('dialogueOut').values()), 6.581545);
    expectClose(total(Object.values(ledger)) / 100, 1796.95);
    expectClose(components.engagement, 63.715074);
    expectClose(components.reciprocity, 60.531155);
    expectClose(components.service, 6.017733);
    expectClose(components.durability, 45.066063);
    expectClose(components.money, 47.326143);
    expectClose(relationshipIndex(components, model.composite), 46.283131);
  });

  it('Z-1: has the published shares of plugins, which add up to the index', () => {
    const owners: Readonly<Record<string, string>> = { q1: 'rep', n1: 'rep', q2: 'web', n2: 'web' };
    const leaves: readonly (readonly [string, number])[] = [
      ...engaged.signals.map(({ signal, value }) => [pluginOf(signal), model.composite.engagement * value] as const),
      ...[mutual.inbound, mutual.outbound].flatMap((side) =>
        [...side.leaves].map(([signal, value]) => [pluginOf(signal), model.composite.reciprocity * value] as const),
      ),
      ...[...served.lines].map(([id, value]) => [owners[id] ?? '', model.composite.service * value] as const),
      ...Object.entries(ledger).map(
        ([id, minor]) => [id, model.composite.money * minor * money.ratePerMinorUnit] as const,
      ),
      ['core', model.composite.durability * lasting.value],
    ];
    const expected = {
      conf: 6.586839,
      email: 2.686527,
      rep: 14.220568,
      web: 6.152939,
      ledger: 9.876348,
      core: 6.759909,
    };
    for (const [plugin, share] of Object.entries(expected)) {
      expectClose(total(leaves.filter(([owner]) => owner === plugin).map(([, value]) => value)), share);
    }
    expectClose(total(leaves.map(([, value]) => value)), relationshipIndex(components, model.composite), 1e-12);
  });

  it('earns nothing from the messages we sent', () => {
    expect(engaged.signals.find(({ signal }) => signal === 'email.sent')?.value).toBe(0);
  });
});
