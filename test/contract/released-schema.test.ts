import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { goldenFolder } from '../../src/cli/golden/golden-files';
import { checkAgainstRelease, readRelease, withoutDescriptions } from '../../src/cli/golden/released-schema';

const before = 'type Query { customer(id: ID): String, brands: [String!] } enum Kind { A B }';

describe('the committed schema', () => {
  it('breaks no operation written for the last release, unless schema/accepted-changes.txt says why', () => {
    const { released, accepted } = readRelease();
    const current = readFileSync(join(goldenFolder, 'full.graphql'), 'utf8');
    expect(checkAgainstRelease(released, current, accepted)).toEqual({ unaccepted: [], idle: [] });
  });
});

describe('the check of a schema against a release', () => {
  it('finds what is gone and what is asked for anew, and nothing in what is added', () => {
    const broken = 'type Query { customer(id: ID!): String, added: Int } enum Kind { A }';
    expect(checkAgainstRelease(before, broken, '').unaccepted).toEqual([
      'Query.brands was removed.',
      'Query.customer arg id has changed type from ID to ID!.',
      'B was removed from enum type Kind.',
    ]);
    const wider = 'type Query { customer(id: ID, name: String): String, brands: [String!] } enum Kind { A B C }';
    expect(checkAgainstRelease(before, wider, '')).toEqual({ unaccepted: [], idle: [] });
  });

  it('takes changes that are accepted with a reason, and no others', () => {
    const without = 'type Query { customer(id: ID): String } enum Kind { A B }';
    const change = 'Query.brands was removed.';
    expect(checkAgainstRelease(before, without, `${change} -- nobody ever asked for it\n`).unaccepted).toEqual([]);
    expect(checkAgainstRelease(before, without, `${change}\n`)).toEqual({ unaccepted: [change], idle: [change] });
    expect(checkAgainstRelease(before, without, `${change} -- \n`).unaccepted).toEqual([change]);
  });

  it('tells of accepted changes that did not happen', () => {
    const line = 'Query.brands was removed. -- planned';
    expect(checkAgainstRelease(before, before, `${line}\n`).idle).toEqual([line]);
  });

  it('needs no descriptions', () => {
    const described = `"""Everything.""" type Query { "The brands." brands("How many." first: Int = 3): [String!] } "Kinds." enum Kind { "One." A }`;
    const bare = withoutDescriptions(described);
    expect(bare).not.toContain('"');
    expect(checkAgainstRelease(described, bare, '')).toEqual({ unaccepted: [], idle: [] });
    expect(() => buildSchema(bare)).not.toThrow();
  });
});
