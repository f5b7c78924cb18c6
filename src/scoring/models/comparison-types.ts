import { Field, Float, ID, Int, ObjectType, registerEnumType } from '../../sdk';
import type { ClassKind } from './class-judge';

const ValueClassKindEnum: Readonly<Record<string, ClassKind>> = {
  GRADE: 'grade',
  TOP_DECILE: 'top decile',
  PROFIT: 'profit',
  ADOPTION: 'adoption',
};
registerEnumType(ValueClassKindEnum, {
  name: 'ValueClassKind',
  description: 'By what customers are put into classes that a value model may move them between.',
  valuesConfig: {
    GRADE: { description: 'Confidence grade: how much evidence a value rests on.' },
    TOP_DECILE: { description: 'Whether a value is among the highest tenth.' },
    PROFIT: { description: 'Loss, investment, at risk, profit or unclear.' },
    ADOPTION: { description: 'Stage of adoption of a brand.' },
  },
});

@ObjectType({ description: 'A named part of a change of values, in points.' })
export class ValueChangePart {
  @Field({ description: 'A plugin, or a component with its signal or line.' })
  name!: string;

  @Field(() => Float, { description: 'Points gained, negative for points lost.' })
  change!: number;
}

@ObjectType({
  description: 'A class that another value model moves a customer out of, and the one it moves them into.',
})
export class ValueClassChange {
  @Field(() => ValueClassKindEnum, { description: 'What kind of class.' })
  kind!: ClassKind;

  @Field(() => String, { nullable: true, description: 'Code of the brand; null for the customer as a whole.' })
  about!: string | null;

  @Field({ description: 'Class under the model compared with.' })
  from!: string;

  @Field({ description: 'Class under the other model.' })
  to!: string;

  @Field({ description: 'Why, as a sentence.' })
  reason!: string;
}

@ObjectType({ description: 'How many customers move from one class to another.' })
export class ValueClassMove {
  @Field(() => ValueClassKindEnum, { description: 'What kind of class.' })
  kind!: ClassKind;

  @Field(() => String, { nullable: true, description: 'Code of the brand; null for the customer as a whole.' })
  about!: string | null;

  @Field({ description: 'Class under the model compared with.' })
  from!: string;

  @Field({ description: 'Class under the other model.' })
  to!: string;

  @Field(() => Int, { description: 'How many move. Of the top tenth: among those ranked.' })
  customers!: number;
}

@ObjectType({ description: 'What another value model makes of one customer. The parts add up to the change.' })
export class CustomerValueChange {
  @Field(() => ID, { description: 'Opaque id of the customer.' })
  customerId!: string;

  @Field(() => Float, { description: 'The value under the model compared with.' })
  before!: number;

  @Field(() => Float, { description: 'The value under the other model.' })
  after!: number;

  @Field(() => Float, { description: 'The difference.' })
  change!: number;

  @Field({ description: 'Confidence grade under the model compared with.' })
  gradeBefore!: string;

  @Field({ description: 'Confidence grade under the other model.' })
  gradeAfter!: string;

  @Field(() => [ValueClassChange], { description: 'Every class the customer moves between, each with the reason.' })
  classChanges!: readonly ValueClassChange[];

  @Field(() => [ValueChangePart], { description: 'Why, by plugin.' })
  byPlugin!: readonly ValueChangePart[];

  @Field(() => [ValueChangePart], { description: 'Why, by signal and line.' })
  bySignal!: readonly ValueChangePart[];
}

@ObjectType({ description: 'How the changes of all customers are spread, in points.' })
export class ValueChangeDistribution {
  @Field(() => Float, { description: 'Mean.' })
  mean!: number;

  @Field(() => Float, { description: 'Largest loss, or smallest gain.' })
  minimum!: number;

  @Field(() => Float, { description: 'One in twenty lies below.' })
  p05!: number;

  @Field(() => Float, { description: 'One in four lies below.' })
  p25!: number;

  @Field(() => Float, { description: 'Half lie below.' })
  median!: number;

  @Field(() => Float, { description: 'One in four lies above.' })
  p75!: number;

  @Field(() => Float, { description: 'One in twenty lies above.' })
  p95!: number;

  @Field(() => Float, { description: 'Largest gain, or smallest loss.' })
  maximum!: number;
}

@ObjectType({ description: 'How many customers move from one grade to another.' })
export class GradeMove {
  @Field({ description: 'Grade under the model compared with.' })
  from!: string;

  @Field({ description: 'Grade under the other model.' })
  to!: string;

  @Field(() => Int, { description: 'How many move.' })
  customers!: number;
}

@ObjectType({ description: 'The tenth of the customers with the highest values.' })
export class TopDecileOverlap {
  @Field(() => Int, { description: 'How many they are.' })
  size!: number;

  @Field(() => Int, { description: 'How many of them stay among them.' })
  kept!: number;
}

@ObjectType({
  description: 'What a value model changes against another one. A decision, not an estimate.',
})
export class ValueModelComparison {
  @Field({ description: 'Hash of the model compared with: the one in force, unless another was asked for.' })
  baseHash!: string;

  @Field({ description: 'Hash of the model compared with it.' })
  modelHash!: string;

  @Field({ description: 'The instant all values are computed at, ISO 8601.' })
  computedFor!: string;

  @Field(() => Int, { description: 'Customers whose value is computed at all.' })
  population!: number;

  @Field(() => Int, { description: 'Those of them compared: everybody, or a random part, always the same one.' })
  customers!: number;

  @Field(() => Int, { description: 'Those whose value stays the same.' })
  unchanged!: number;

  @Field(() => ValueChangeDistribution, { description: 'How the changes are spread.' })
  distribution!: ValueChangeDistribution;

  @Field(() => Float, {
    nullable: true,
    description: 'Rank correlation (Kendall’s tau-b) of the values; null when all values of one model are equal.',
  })
  kendallTauB!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Bound of the standard error of the correlation; null where everybody compared was ranked.',
  })
  kendallStandardError!: number | null;

  @Field(() => Int, {
    description:
      'Customers that correlation, quantiles and top tenth rest on: those compared, or a random part of them.',
  })
  ranked!: number;

  @Field(() => TopDecileOverlap, { description: 'Who stays at the top.' })
  topDecile!: TopDecileOverlap;

  @Field(() => [GradeMove], { description: 'Who changes grade, counted.' })
  gradeMoves!: readonly GradeMove[];

  @Field(() => [ValueClassMove], { description: 'Who moves from one class to another, of every kind, counted.' })
  classMoves!: readonly ValueClassMove[];

  @Field(() => [ValueClassKindEnum], {
    description: 'Kinds of classes that the difference of the documents moves nobody between.',
  })
  unmovedClasses!: readonly ClassKind[];

  @Field(() => [ValueChangePart], { description: 'Mean change by plugin; the means add up to the mean change.' })
  byPlugin!: readonly ValueChangePart[];

  @Field(() => [CustomerValueChange], {
    description:
      'Up to 50 customers, of whom those are shown who may be seen: those who change class, then those whose value changes most, with the reasons.',
  })
  movers!: readonly CustomerValueChange[];
}
