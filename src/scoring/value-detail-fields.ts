import { batch, type FieldContribution, majorUnits } from '../sdk';
import {
  ChangeSinceArgs,
  ContactPressure,
  ContactWait,
  StabilityInterval,
  ValueChange,
  ValueChangeLine,
  ValueExplanation,
  ValueSentence,
} from './explanation-types';
import { FigureLabelEnum } from './value-enums';
import type { ValueReader } from './value-reader';
import { ValueMoney } from './value-types';

export const detailTypes = [
  ValueMoney,
  StabilityInterval,
  ValueExplanation,
  ValueSentence,
  ValueChange,
  ValueChangeLine,
  ContactPressure,
  ContactWait,
];

/** Fields that need the exact evidence, and are computed only when asked for. */
export function detailFields(values: ValueReader): readonly FieldContribution[] {
  return [
    {
      on: 'RelationshipValue',
      name: 'digest',
      description:
        'SHA-256 of the evidence the value is computed from. The same digest and value model give the same value for ever.',
      type: () => String,
      source: batch((keys, _, { reader }) => values.digests(reader, keys.map(String)), 'valueKey'),
    },
    {
      on: 'RelationshipValue',
      name: 'money',
      description: 'The money behind the value.',
      type: () => ValueMoney,
      nullable: true,
      source: batch(async (keys, _, { reader }) => {
        const lines = await values.money(reader, keys.map(String));
        return lines.map((line) => {
          if (line === null) return null;
          const unconverted = line.unconverted.map(({ amountMinor, currency }) => asMoney(amountMinor, currency));
          return { ...line, netContribution: asMoney(line.netMinor, line.currency), unconverted };
        });
      }, 'valueKey'),
    },
    {
      on: 'ValueComponent',
      name: 'basis',
      description: 'What it rests on: RECORDED, but ALLOCATED for money of which more than half was spread by a key.',
      type: () => FigureLabelEnum,
      source: batch((keys, _, { reader }) => values.bases(reader, keys.map(String)), 'contributionKey'),
    },
    {
      on: 'RelationshipValue',
      name: 'interval',
      description: 'How much the value hangs on few events. Computed only when asked for, from all events.',
      type: () => StabilityInterval,
      nullable: true,
      source: batch((keys, _, { reader }) => values.intervals(reader, keys.map(String)), 'valueKey'),
    },
    {
      on: 'RelationshipValue',
      name: 'explanation',
      description: 'The value in words.',
      type: () => ValueExplanation,
      nullable: true,
      source: batch((keys, _, { reader }) => values.explanations(reader, keys.map(String)), 'valueKey'),
    },
    {
      on: 'RelationshipValue',
      name: 'changeSince',
      description: 'What changed in the value since an earlier day, and why.',
      type: () => ValueChange,
      nullable: true,
      args: ChangeSinceArgs,
      source: batch((keys, { date }, { reader }) => {
        return values.changes(reader, { keys: keys.map(String), since: date as Date });
      }, 'valueKey'),
    },
    {
      on: 'Customer',
      name: 'contactPressure',
      description: 'How much our recent contacts weigh on the customer, as of now. Computed for consumers, too.',
      type: () => ContactPressure,
      source: batch((keys, _, { reader, now }) => values.pressures(reader, { customerIds: keys.map(Number), at: now })),
    },
  ];
}

const asMoney = (minorUnits: number, currency: string) => ({
  minorUnits,
  currency,
  amount: majorUnits(minorUnits, currency),
});
