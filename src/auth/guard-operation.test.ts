import { buildSchema, getOperationAST, parse } from 'graphql';
import type { Principal } from '../sdk';
import { refusalOf } from './guard-operation';

const schema = buildSchema(`
  type Query { customers: [Customer!]!, brands: [Brand!]!, failedJobs: [Brand!]! }
  interface Interaction { touchCost: Int }
  type RepVisit implements Interaction { touchCost: Int }
  type Customer { displayName: String, ledger: Int, contacts: [Interaction!]! }
  type Brand { code: String }
`);

const holding = (role: string): Principal => ({ subject: role, name: role, roles: [role] });
const [admin, rep, medical, analyst] = ['admin', 'rep', 'medical', 'analyst'].map(holding) as [
  ...[Principal, Principal, Principal, Principal],
];

/** Asks one document, which is the same object however often it is asked. */
function asking(text: string): (principal: Principal, name?: string) => string | null {
  const document = parse(text);
  return (principal, name) => {
    const operation = getOperationAST(document, name);
    if (operation == null) throw new Error('There is no operation.');
    return refusalOf({ schema, document, operation, principal })?.message ?? null;
  };
}

describe('the guard of an operation', () => {
  it('lets in by who asks, whoever asked the same before', () => {
    const ask = asking('{ customers { displayName } }');
    expect([admin, analyst, rep, analyst, admin].map((principal) => ask(principal) === null)).toEqual([
      ...[true, false, true, false, true],
    ]);
  });

  it('refuses kinds of data by whatever fragment or interface they are asked', () => {
    for (const text of [
      '{ customers { ledger } }',
      '{ customers { ...F } } fragment F on Customer { displayName ...G } fragment G on Customer { ledger }',
      '{ customers { contacts { touchCost } } }',
      '{ customers { contacts { ... on RepVisit { cost: touchCost } } } }',
    ]) {
      const ask = asking(text);
      expect([ask(rep), ask(medical), ask(rep)]).toEqual([null, expect.stringContaining('kind of data'), null]);
    }
  });

  it('looks at no other operation of the document', () => {
    const ask = asking(
      'query A { brands { code } } query B { failedJobs { code } ...F } fragment F on Query { customers { ledger } }',
    );
    expect([ask(medical, 'A'), ask(rep, 'A')]).toEqual([null, null]);
    expect([ask(admin, 'B'), ask(rep, 'B')]).toEqual([null, expect.stringContaining('Query.failedJobs')]);
  });
});
