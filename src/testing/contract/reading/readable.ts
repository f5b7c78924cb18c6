import type { GraphQLError } from 'graphql';
import { isPluginFault } from '../../../isolation';
import type { Bench, RunningCheck } from '../bench';
import { type Finding, finder, reasonOf } from '../finding';
import { many, populationOf } from '../stored/population';
import { askCompiled, askPlain } from './asked';
import { differenceOf } from './compare-tiers';
import { variablesOf, viewOf } from './view';

/** Whether every field can be read of what the samples store, with the same data either way. */
export const fieldsReadable: RunningCheck = {
  name: 'fields-readable',
  says: 'shows every field of its types for every sample, alike in both ways of executing an operation',
  run: async (bench) => {
    const document = viewOf(bench.platform.schema, bench.subject.plugin);
    if (document === null) return [];
    const { ids } = await populationOf(bench);
    const variables = variablesOf(document, ids.slice(0, 2), many);
    const { answer } = await askPlain(bench, document, variables);
    if (answer.errors !== undefined && answer.errors.length > 0)
      return distinct(answer.errors.map((error) => errorFinding(bench, error)));
    const planned = await askCompiled(bench, document, variables);
    const difference = differenceOf(answer, planned.answer);
    return difference === null ? [] : [differenceFinding(bench, difference)];
  },
};

const finding = finder('fields-readable');

function errorFinding({ subject }: Bench, { message, path = [], originalError }: GraphQLError): Finding {
  const [, coordinate] = /field "?([A-Z]\w*\.\w+)/.exec(message) ?? [];
  const place = path
    .filter((part) => typeof part === 'string')
    .slice(-2)
    .join('.');
  // To others the platform says no more than that the plugin failed.
  if (isPluginFault(originalError) && originalError.cause !== undefined) {
    const contributed = subject.plugin.contributions.fields?.find(({ name }) => name === path.at(-1));
    return finding(
      contributed === undefined ? place : `${contributed.on}.${contributed.name}`,
      `It cannot be loaded of what a sample stores: ${reasonOf(originalError.cause)}`,
      'Let its batch function answer for every key it is given: one value each, in their order, and null where there is none.',
    );
  }
  return finding(
    coordinate ?? place,
    `It cannot be read of what a sample stores: ${message}`,
    'Let the field’s type hold all that the details schema accepts: make it nullable, change the type, or require the key.',
  );
}

function differenceFinding({ subject }: Bench, difference: string): Finding {
  return finding(
    subject.plugin.manifest.id,
    `The two ways of executing an operation answer differently: ${difference}`,
    'Declare each field’s source by the functions of the SDK, and let SQL of your own name no rows that its condition `visible` leaves out.',
  );
}

/** Every row has the same fault. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((each) => [JSON.stringify(each), each])).values()];
}
