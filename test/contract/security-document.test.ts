import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { access, type Cell, type Role, roleNames, roles } from '../../src/auth';
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
