import fc from 'fast-check';
import { defaultDeclarations } from '../../../test/helpers/value-vectors';
import { canonicalJson, modelHash } from './canonical';
import { type Declared, defaultModel, type ModelDeclarations } from './default-model';
import { parseModelDocument } from './document';
import { successorModel } from './successor';

const renew = <T>(items: Iterable<Declared<T>>, version: string): readonly Declared<T>[] =>
  [...items].map(({ owner, value }) => ({ owner: { ...owner, version }, value }));

function declarationsAt(version: string): ModelDeclarations {
  const { channels, signals, costs, adoption } = defaultDeclarations;
  return {
    channels: renew(channels, version),
    signals: renew(signals, version),
    costs: renew(costs, version),
    adoption: renew(adoption, version),
  };
}

describe('canonical JSON', () => {
  it('knows one text per value, whatever the order of its keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'ü' }], a: 0.1, e: undefined })).toBe(
      '{"a":0.1,"b":[1,{"c":"ü","d":null}]}',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuses numbers that JSON cannot hold', () => {
    expect(() => canonicalJson({ weight: Number.NaN })).toThrow('NaN has no JSON form');
  });
});

describe('the value model', () => {
  const model = defaultModel(defaultDeclarations);

  it('is valid by default, and survives storage with the same hash', () => {
    const stored: unknown = JSON.parse(JSON.stringify(model));
    expect(modelHash(parseModelDocument(stored))).toBe(modelHash(model));
    expect(modelHash(model)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has another hash when any number or plugin version differs', () => {
    const other = { ...model, engagement: { kappa: 0.6 } };
    expect(modelHash(other)).not.toBe(modelHash(model));
    expect(modelHash(defaultModel(declarationsAt('1.0.1')))).not.toBe(modelHash(model));
  });

  it('forces the weight of our own effort to 0', () => {
    const signals = [...defaultDeclarations.signals].map(({ owner, value }) => {
      return { owner, value: { ...value, defaults: { ...value.defaults, weight: 7 } } };
    });
    const forced = defaultModel({ ...defaultDeclarations, signals });
    expect(forced.signals['email.sent']?.weight).toBe(0);
    expect(forced.signals['email.opened']?.weight).toBe(7);
  });

  it('names every contradiction of a document at once', () => {
    const wrong = { ...model, channels: {}, composite: { ...model.composite, engagement: 0.5 } };
    expect(() => parseModelDocument(wrong)).toThrow(/rep\.visit_held.*unknown channel rep.*add up to 1\.1/);
    expect(() => parseModelDocument({ ...model, surprise: 1 })).toThrow(/surprise/);
    expect(() => parseModelDocument({ ...model, timeZone: 'Mars/Olympus' })).toThrow('no time zone Mars/Olympus');
  });
});

describe('the successor of a value model', () => {
  const signals = [...defaultDeclarations.signals];
  const fewer = { ...defaultDeclarations, signals: signals.slice(0, -1) };

  it('is not needed while nothing is lacking', () => {
    expect(successorModel(defaultModel(defaultDeclarations), defaultDeclarations)).toBeNull();
    expect(successorModel(defaultModel(defaultDeclarations), fewer)).toBeNull();
  });

  it('adds what new plugins declare and keeps what was decided', () => {
    const base = defaultModel(fewer);
    const decided = {
      ...base,
      signals: { ...base.signals, 'email.opened': { ...signal(base, 'email.opened'), weight: 1 } },
    };
    const next = successorModel(decided, defaultDeclarations);
    expect(next?.reasons).toEqual(['new signal conf.spoke']);
    expect(next?.document.name).toBe('vm-1.0.0+1');
    expect(next?.document.signals['email.opened']?.weight).toBe(1);
    expect(next?.document.signals['conf.spoke']?.weight).toBe(40);
  });

  it('follows a new version of a plugin, counting on', () => {
    const first = successorModel(defaultModel(defaultDeclarations), declarationsAt('1.1.0'));
    const second = successorModel(first?.document ?? defaultModel(fewer), declarationsAt('1.2.0'));
    expect(second?.reasons).toEqual(['plugin tests 1.1.0 became 1.2.0']);
    expect(second?.document.name).toBe('vm-1.0.0+2');
  });
});

function signal(model: ReturnType<typeof defaultModel>, id: string) {
  const found = model.signals[id];
  if (found === undefined) throw new Error(`no signal ${id}`);
  return found;
}
