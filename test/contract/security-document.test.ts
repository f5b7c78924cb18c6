import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, parse } from 'graphql';
import { access, type Cell, fieldClasses, type Role, type RoleRule, refusalOf, roleNames, roles } from '../../src/auth';
import { schemaWithoutServices } from '../../src/cli/golden/schema-document';
import { inTreePlugins } from '../../src/config';
import type { Principal } from '../../src/sdk';
import { projectRoot } from '../architecture/source-files';

const document = readFileSync(join(projectRoot, 'SECURITY.md'), 'utf8');
const lines = document.split('\n');
const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('SECURITY.md', () => {
  it('shows the table of roles and root fields as it is', () => {
    const words: Readonly<Record<Cell, string>> = {
      allowed: 'yes',
      'own plugin': 'own plugin',
      aggregates: 'figures',
      refused: '-',
    };
    const shown = lines.filter((line) => /^\| `(Query|Mutation|Subscription)\./.test(line)).map(cellsOf);
    const declared = [...access].map(([field, line]) => [
      `\`${field}\``,
      ...roleNames.map((role) => words[line[role]]),
    ]);
    expect(shown).toEqual(declared);
    expect(document).toContain(`| root field | ${roleNames.join(' | ')} |`);
  });

  it('shows what each role sees as it is', () => {
    const start = lines.findIndex((line) => line.startsWith('| role | limits'));
    const shown = lines.slice(start + 2, start + 2 + roleNames.length).map(cellsOf);
    const classes = ['contact', 'money', 'prescriptions', 'consumers'] as const;
    expect(shown.map(([role, needs, ...cells]) => [role, needs?.replace(' (figures only)', ''), ...cells])).toEqual(
      roleNames.map((role) => [role, needsOf(role), ...classes.map((dataClass) => seesOf(role, dataClass))]),
    );
  });

  it('names tests that exist', () => {
    const files = document.match(/`[\w/.-]+\.test\.ts`/g) ?? [];
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => !existsSync(join(projectRoot, file.slice(1, -1))))).toEqual([]);
    const named = lines.filter((line) => line.includes('.test.ts`: "') || line.includes('the same file: "'));
    const tests = files.map((file) => readFileSync(join(projectRoot, file.slice(1, -1)), 'utf8')).join('\n');
    const titles = named.flatMap((line) => [...line.matchAll(/: "([^"]+)"/g)].map(([, title]) => title ?? ''));
    expect(titles.filter((title) => !tests.includes(title))).toEqual([]);
  });
});

describe('what SECURITY.md says of each role', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await schemaWithoutServices(inTreePlugins);
  });

  const refusal = (query: string, role: string, purpose?: string) => {
    const document = parse(query);
    const [operation] = document.definitions;
    if (operation?.kind !== 'OperationDefinition') throw new TypeError(query);
    const principal: Principal = {
      subject: role,
      name: role,
      roles: [role],
      ...(purpose !== undefined && { purpose }),
    };
    return refusalOf({ schema, document, operation, principal })?.code ?? null;
  };

  it('is what the guard does: root field by root field', () => {
    const shown = lines.filter((line) => /^\| `(Query|Mutation|Subscription)\./.test(line)).map(cellsOf);
    const wrong = shown.flatMap(([field = '', ...cells]) => {
      const [operation = '', name = ''] = field.replaceAll('`', '').split('.');
      return roleNames.filter((role, index) => {
        const expected = cells[index] === '-' ? 'FORBIDDEN' : null;
        return refusal(`${operation.toLowerCase()} { ${name} { __typename } }`, role) !== expected;
      });
    });
    expect(shown).toHaveLength(access.size);
    expect(wrong).toEqual([]);
  });

  it('is what the guard does: field of protected data by field, for every purpose', () => {
    const start = lines.findIndex((line) => line.startsWith('| role | limits'));
    const rules = lines.slice(start + 2, start + 2 + roleNames.length).map(cellsOf);
    const wrong: unknown[] = [];
    for (const [coordinate, dataClass] of Object.entries(fieldClasses)) {
      const query = queryOf(coordinate, schema);
      for (const [role = '', , contact = '', money = ''] of rules) {
        const rule = dataClass === 'contact' ? contact : money;
        for (const purpose of [undefined, 'campaign', 'service', 'medical-inquiry', 'analysis']) {
          const shown = rule === 'yes' || rule === 'in figures' || (purpose !== undefined && rule.includes(purpose));
          if ((refusal(query, role, purpose) === null) !== (shown && refusal(rootOf(query), role) === null)) {
            wrong.push([coordinate, role, purpose]);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('names the size of groups from which figures are shown', () => {
    const floors = roleNames.flatMap((role) => {
      const { smallestGroup } = roles[role] as RoleRule;
      return smallestGroup === undefined ? [] : [[role, smallestGroup]];
    });
    expect(floors).toEqual([
      ['analyst', 11],
      ['bi-reader', 11],
    ]);
    expect(document).toContain('analysts and BI readers see no figure of fewer than 11 customers');
  });
});

/** The shortest way to a field of protected data. */
function queryOf(coordinate: string, schema: GraphQLSchema): string {
  const [type = '', field = ''] = coordinate.split('.');
  const ways: Readonly<Record<string, (asked: string) => string>> = {
    Customer: (asked) => `{ customers { nodes { ${asked} } } }`,
    Interaction: (asked) => `{ interactions { nodes { ${asked} } } }`,
    InteractionMetricsRow: (asked) => `{ interactionMetrics { rows { ${asked} } } }`,
  };
  const way = ways[type];
  if (way === undefined || schema.getType(type) === undefined) throw new Error(`Say how to ask for ${coordinate}.`);
  return way(`${field} { __typename }`);
}

const rootOf = (query: string): string => query.replace(/^\{ (\w+) .*$/, '{ $1 { __typename } }');

describe('every rule of SECURITY.md', () => {
  it('names the test that proves it', () => {
    const isHeader = (line: string): boolean => /^\| (rule|role|root field) \|/.test(line);
    const rows = lines.filter((line, index) => {
      const header = lines.slice(0, index).findLast(isHeader) ?? '';
      return line.startsWith('| ') && !line.startsWith('| ---') && !isHeader(line) && header.endsWith('proved by |');
    });
    const unproved = rows.filter((line) => !/\.test\.ts`|the same( file)?\b/.test(cellsOf(line).at(-1) ?? ''));
    expect(rows.length).toBeGreaterThan(50);
    // Whoever starts commands has the database; there is nothing to be refused.
    expect(unproved).toEqual([expect.stringMatching(/^\| Commands run as the user of the operating system/)]);
  });
});

function needsOf(role: Role): string {
  const { needs, rows, aggregates } = roles[role];
  if (rows === 'never' && aggregates === 'never') return 'sees nothing';
  return needs.length === 0 ? 'none' : needs.join(', ');
}

function seesOf(role: Role, dataClass: 'contact' | 'money' | 'prescriptions' | 'consumers'): string {
  const { shows, rows }: { shows: Readonly<Partial<Record<string, 'always' | readonly string[]>>>; rows: string } =
    roles[role];
  const rule = shows[dataClass];
  if (rule === undefined) return 'no';
  if (rule !== 'always') return `for ${rule.map((purpose) => `\`${purpose}\``).join(', ')}`;
  return rows === 'never' ? 'in figures' : 'yes';
}
