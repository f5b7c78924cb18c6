import type { GrowthLabel, MoveAdvice, ProfitClass } from '../economics';
import { registerEnumType } from '../sdk';
import type { RefusalCode } from './refusal';

export const ProfitClassEnum: Readonly<Record<string, ProfitClass>> = {
  LOSS: 'loss',
  INVESTMENT: 'investment',
  AT_RISK: 'at risk',
  PROFIT: 'profit',
  UNCLEAR: 'unclear',
};
registerEnumType(ProfitClassEnum, {
  name: 'ProfitClass',
  description: 'What a customer is by realised and by expected money. Both must be known.',
  valuesConfig: {
    LOSS: { description: 'Costs more than they bring, and the whole interval of what is expected is negative.' },
    INVESTMENT: { description: 'Costs more than they bring, but is expected to bring more.' },
    AT_RISK: { description: 'Brings what they cost, but is expected not to.' },
    PROFIT: { description: 'Brings what they cost, and is expected to go on.' },
    UNCLEAR: { description: 'The evidence carries no class. The reason says why.' },
  },
});

export const GrowthTrendEnum: Readonly<Record<string, GrowthLabel>> = {
  GROWING: 'growing',
  SHRINKING: 'shrinking',
  NO_CLEAR_TREND: 'no clear trend',
};
registerEnumType(GrowthTrendEnum, {
  name: 'GrowthTrend',
  description: 'Direction of monthly net revenue, by the interval of its slope.',
  valuesConfig: {
    GROWING: { description: 'The whole interval lies above zero.' },
    SHRINKING: { description: 'The whole interval lies below zero.' },
    NO_CLEAR_TREND: { description: 'The interval holds zero.' },
  },
});

export const MoveAdviceEnum: Readonly<Record<string, MoveAdvice>> = { MOVE: 'move', TEST: 'test', KEEP: 'keep' };
registerEnumType(MoveAdviceEnum, {
  name: 'MoveAdvice',
  description: 'What to do about a cheaper channel.',
  valuesConfig: {
    MOVE: { description: 'Move: a gain is probable enough, by effects that were measured.' },
    TEST: { description: 'Try it in an experiment first.' },
    KEEP: { description: 'Leave it: a loss is expected, or the customer has closed the channel.' },
  },
});

export const RefusalCodeEnum: Readonly<Record<RefusalCode, RefusalCode>> = {
  NOT_LAWFUL: 'NOT_LAWFUL',
  NO_TRANSACTIONS: 'NO_TRANSACTIONS',
  NO_FIT: 'NO_FIT',
  NOT_SUPPORTED: 'NOT_SUPPORTED',
  TOO_FEW_MONTHS: 'TOO_FEW_MONTHS',
};
registerEnumType(RefusalCodeEnum, {
  name: 'FigureRefusalCode',
  description: 'Why a figure is not stated.',
  valuesConfig: {
    NOT_LAWFUL: { description: 'Single purchases of such a customer may not be followed without a lawful basis.' },
    NO_TRANSACTIONS: { description: 'Nothing is recorded to compute it from.' },
    NO_FIT: { description: 'No law of buying is fitted, or the purchases do not carry one.' },
    NOT_SUPPORTED: { description: 'The question lies outside what was observed.' },
    TOO_FEW_MONTHS: { description: 'A trend needs 8 months.' },
  },
});
