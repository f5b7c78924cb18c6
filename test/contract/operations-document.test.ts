import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { variables } from '../../src/config/variables';
import { projectRoot } from '../architecture/source-files';

const document = readFileSync(join(projectRoot, 'OPERATIONS.md'), 'utf8');
const known = Object.keys(variables.shape);

describe('OPERATIONS.md', () => {
  it('has a line for every variable', () => {
    const table = document.split('\n').filter((line) => line.startsWith('| `'));
    expect(known.filter((name) => !table.some((line) => line.includes(`\`${name}\``)))).toEqual([]);
  });

  it('names no variable that there is not', () => {
    const named = document.match(/\b(?:RAPPORT|DATABASE)_[A-Z_]+[A-Z]\b/g) ?? [];
    expect(named.filter((name) => !known.includes(name) && !known.some((one) => one.startsWith(`${name}_`)))).toEqual(
      [],
    );
  });
});
