import type { FieldSource } from '../../sdk';
import { type Finding, finder } from './finding';
import { ownFields } from './own-fields';
import type { StaticCheck } from './subject';

const finding = finder('cost-declared');

/** Kinds of sources that send statements of their own or repeat what lies below them. */
const dear: ReadonlySet<FieldSource['kind']> = new Set(['batch', 'list', 'connection']);

/** Whether the platform can tell what an operation costs before it runs. */
export const costDeclared: StaticCheck = {
  name: 'cost-declared',
  says: 'declares the cost of every field that loads or lists',
  run: ({ plugin }): readonly Finding[] =>
    ownFields(plugin).flatMap(({ subject, source, cost, contributed }) => {
      if (source === undefined || !dear.has(source.kind) || cost !== undefined) return [];
      const problem = `The field loads by a ${source.kind} source and declares no cost: it counts as one plain field, so that nobody is kept from asking for it everywhere.`;
      const where = contributed ? 'Add `cost` to the field' : 'Add @Extensions({ cost }) to the field';
      return [finding(subject, problem, `${where}: how many plain fields it is worth, such as 5.`)];
    }),
};
