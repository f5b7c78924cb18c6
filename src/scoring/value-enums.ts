import { registerEnumType } from '../sdk';
import type { ComponentId, FigureLabel, Grade } from '../value';

export const ValueComponentIdEnum: Readonly<Record<string, ComponentId>> = {
  ENGAGEMENT: 'engagement',
  RECIPROCITY: 'reciprocity',
  SERVICE: 'service',
  DURABILITY: 'durability',
  MONEY: 'money',
};
registerEnumType(ValueComponentIdEnum, {
  name: 'ValueComponentId',
  description: 'A part of a relationship value.',
  valuesConfig: {
    ENGAGEMENT: { description: 'What the customer does with us, decayed over time and saturating per channel.' },
    RECIPROCITY: { description: 'Whether it is a dialogue, or only we are sending.' },
    SERVICE: { description: 'Whether requests were answered and needs met.' },
    DURABILITY: { description: 'Whether it lasts, over several channels and several of our people.' },
    MONEY: { description: 'Net contribution, squashed; negative for a customer who costs more than they bring.' },
  },
});

export const ConfidenceGradeEnum: Readonly<Record<Grade, Grade>> = { A: 'A', B: 'B', C: 'C', D: 'D' };
registerEnumType(ConfidenceGradeEnum, {
  name: 'ConfidenceGrade',
  description: 'How much evidence a value rests on: the decayed number of events in which the customer took part.',
  valuesConfig: {
    A: { description: 'Much: 8 or more by default.' },
    B: { description: 'Some: 3 or more.' },
    C: { description: 'Little: 1 or more.' },
    D: { description: 'Hardly any or none. Do not rank by it.' },
  },
});

export const ContributionGroupingEnum = { PLUGIN: 'plugin', SIGNAL: 'signal', EVENT: 'event' } as const;
registerEnumType(ContributionGroupingEnum, {
  name: 'ContributionGrouping',
  description: 'What a line of contributions stands for.',
  valuesConfig: {
    PLUGIN: { description: 'All evidence of a plugin.' },
    SIGNAL: { description: 'All evidence of one kind, such as replies.' },
    EVENT: { description: 'What one signal of one interaction contributes.' },
  },
});

export const FigureLabelEnum: Readonly<Record<string, FigureLabel>> = {
  RECORDED: 'recorded',
  CAUSAL: 'causal',
  MODELLED: 'modelled',
  ALLOCATED: 'allocated',
};
registerEnumType(FigureLabelEnum, {
  name: 'FigureLabel',
  description: 'What a figure rests on. A sum is labelled by the weakest of its parts.',
  valuesConfig: {
    RECORDED: { description: 'A sum of evidence.' },
    CAUSAL: { description: 'Measured in a randomised comparison.' },
    MODELLED: { description: 'Computed under listed assumptions, such as the rate card of contacts.' },
    ALLOCATED: { description: 'A share of a larger figure, spread by a key.' },
  },
});
