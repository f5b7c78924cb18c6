import { parse } from 'graphql';
import { interactionTypes, readingSchema } from '../../../../test/helpers/reading-schema';
import { developmentPrincipal, type Scope, seeEverything } from '../../../auth';
import { readCatalogue } from '../../catalogue/read-catalogue';
import { analyse } from '../analyse/analyse';
import { findOperation } from '../analyse/find-operation';
import type { CompiledPlan } from '../plan/compiled-plan';
import { siteReaders } from '../plan/read-sites';
import { unchecked } from './column-checks';
import type { ColumnFact, ColumnFacts } from './column-facts';
import { renderPlan } from './render';

const schema = readingSchema();
const catalogue = readCatalogue(schema, interactionTypes);
const column = (type: string, notNull = true): ColumnFact => ({ type, notNull, ...unchecked });
const facts: ColumnFacts = new Map([
  [
    'core.brand',
    new Map([
      ['id', column('integer')],
      ['code', column('text')],
      ['name', column('text')],
    ]),
  ],
  [
    'core.customer',
    new Map([
      ...([
        ['id', column('bigint')],
        ['kind', column('text')],
        ['display_name', column('xml')],
      ] as const),
      ...([
        ['segment', column('text', false)],
        ['organization_name', column('text', false)],
      ] as const),
    ]),
  ],
]);

function planOf(text: string, scope: Scope = seeEverything, variables = {}): CompiledPlan {
  const plan = renderOf(text, scope, variables);
  if ('kind' in plan) throw new Error(plan.reason);
  return plan;
}

function renderOf(text: string, scope: Scope = seeEverything, variables = {}) {
  const document = parse(text);
  const definition = findOperation(document, null);
  if (definition === null) throw new Error('There is no operation.');
  const operation = analyse({ schema, catalogue, document, operation: definition, conditions: new Map() });
  if ('kind' in operation) throw new Error(operation.reason);
  const forms = siteReaders(catalogue, operation.sites).map((read) => read(variables).form);
  return renderPlan({ operation, catalogue, facts, rules: { scope, principal: developmentPrincipal }, forms });
}

const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('the text of a plan', () => {
  it('puts constants together, and reads of a page no more than is asked for', () => {
    expect(flat(planOf('{ brands(first: 3) { nodes { code name } } }').text)).toBe(
      flat(`select '{"brands":' || (select '{"nodes":[' || coalesce(string_agg('{"code":' || to_json(row1.code)::text
        || ',"name":' || to_json(row1.name)::text || '}', ','), '') || ']}' from (select t.code, t.name
        from core.brand t where true order by t.code asc limit $1::integer) row1) || '}' as data`),
    );
  });

  it('counts without reading, and reads without counting', () => {
    const { text, parameters } = planOf('{ brands { totalCount } }');
    expect(flat(text)).toBe(
      `select '{"brands":{"totalCount":' || (select count(*)::integer::text from core.brand t where true) || '}}' as data`,
    );
    expect(parameters).toEqual([]);
  });

  it('reads one row more when somebody asks whether there are more', () => {
    const { text } = planOf('{ brands { pageInfo { hasNextPage hasPreviousPage } } }');
    expect(text).toContain('limit $1::integer + 1');
    expect(text).toContain(`(count(*) > $1::integer)::text || ',"hasPreviousPage":false}}`);
  });

  it('writes null where the schema allows it, and a sign where it does not', () => {
    const { text } = planOf('{ customers { nodes { segment kind organization { name } } } }');
    expect(text).toContain(`coalesce(to_json(row1.segment)::text, 'null')`);
    expect(text).toContain(`to_json(row1.kind)::text || ',"organization":'`);
    expect(text).toContain(`case when row1.organization_name is not null then '{"name":'`);
  });

  it('keeps the SQL of declarations under alias t, however deep', () => {
    const { text } = planOf('{ customers(filter: { kinds: ["x"] }, orderBy: VALUE_DESC) { nodes { id } } }');
    expect(text).toContain('from core.customer t join core.customer_value v on v.customer_id = t.id and true\n');
    expect(text).toContain('where (t.kind = any($2)) order by v.engagement desc, t.id desc');
  });

  it('has the rules of visible rows in every table reference', () => {
    const scope: Scope = {
      shape: () => '',
      condition: (table, alias, { subject }) => ({
        sql: (who) => `seen(${alias}, ${who})`,
        values: [subject, table].slice(0, 1),
      }),
    };
    const { text, parameters } = planOf('{ a: brands { totalCount } b: brands { totalCount } }', scope);
    expect(text.match(/from core\.brand/g)).toHaveLength(2);
    expect(text.match(/from \(select t\.\* from core\.brand t where \(seen\(t, \$\d\)\)\) t/g)).toHaveLength(2);
    const context = { principal: { ...developmentPrincipal, subject: 'ann' } } as never;
    expect(parameters.map((bind) => bind({ context, sites: [] })).filter((value) => value === 'ann')).toHaveLength(1);
  });

  it('is not written for columns that a scalar is not known to be read from', () => {
    expect(renderOf('{ customers { nodes { displayName } } }')).toEqual({
      kind: 'refused',
      reason: 'String is not read from a column of type xml.',
    });
  });
});
