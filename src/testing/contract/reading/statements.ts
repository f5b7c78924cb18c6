import type { DocumentNode } from 'graphql';
import type { Statement } from '../../../sdk';
import type { Bench, RunningCheck } from '../bench';
import { type Finding, finder } from '../finding';
import { many, type Population, populationOf } from '../stored/population';
import { type Asked, askCompiled, askPlain } from './asked';
import { variablesOf, viewOf } from './view';

/** Whether a page costs as many statements as one item, in either way of executing an operation. */
export const statementCounts: RunningCheck = {
  name: 'statement-counts',
  says: `asks as many statements for ${many} customers, and for ${many} contacts, as for one`,
  run: async (bench) => {
    const document = viewOf(bench.platform.schema, bench.subject.plugin);
    if (document === null) return [];
    const population = await populationOf(bench);
    // The first operation also asks what the database says of its columns.
    await askCompiled(bench, document, variablesOf(document, [], 1));
    const plain = await growthOf(population, (ids, first) =>
      askPlain(bench, document, variablesOf(document, ids, first)),
    );
    if (plain !== null) return [findingOf(bench, plain)];
    const compiled = await growthOf(population, (ids, first) => askPair(bench, document, ids, first));
    return compiled === null ? [] : [findingOf(bench, compiled)];
  },
};

interface Growth {
  readonly of: string;
  readonly one: readonly Statement[];
  readonly more: readonly Statement[];
}

type Ask = (ids: readonly string[], first: number) => Promise<Pick<Asked<unknown>, 'statements'>>;

function askPair(bench: Bench, document: DocumentNode, ids: readonly string[], first: number): Promise<Asked<unknown>> {
  return askCompiled(bench, document, variablesOf(document, ids, first));
}

/** A customer with a contact of each kind, then many customers, then many contacts: null when all cost the same. */
async function growthOf({ ids, variety }: Population, ask: Ask): Promise<Growth | null> {
  const [first = ''] = ids;
  const one = await ask([first], variety);
  const customers = await ask(ids, variety);
  if (customers.statements.length > one.statements.length) {
    return { of: `${many} customers`, one: one.statements, more: customers.statements };
  }
  const contacts = await ask([first], many);
  if (contacts.statements.length <= one.statements.length) return null;
  return { of: `a customer with ${many} contacts of each type`, one: one.statements, more: contacts.statements };
}

function findingOf({ subject }: Bench, { of, one, more }: Growth): Finding {
  const repeated = mostRepeated(more);
  return finder('statement-counts')(
    subject.plugin.manifest.id,
    `All fields of the plugin take ${one.length} statements for one customer and ${more.length} for ${of}. Most often sent: ${repeated}`,
    'Read all keys of a batch function in one statement, with `= any($1)`, and put the rows to their keys in JavaScript.',
  );
}

function mostRepeated(statements: readonly Statement[]): string {
  const counts = new Map<string, number>();
  for (const { text } of statements) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
  return most === undefined ? 'none' : `${most[1]} times ${most[0].replaceAll(/\s+/g, ' ').trim().slice(0, 300)}`;
}
