import { parse, print, validate } from 'graphql';
import { mayAsk } from '../../src/auth';
import type { Principal } from '../../src/sdk';
import { differenceOf } from '../../src/testing/contract/reading/compare-tiers';
import { chanceOf } from '../helpers/tiers/chance';
import { type DrawnOperation, drawOperation } from '../helpers/tiers/draw-operation';
import { storeNastyData } from '../helpers/tiers/nasty-data';
import { openTieredPlatform, type TieredPlatform } from '../helpers/tiers/platform';
import { createPools } from '../helpers/tiers/pools';
import { analyst, brandManager, everybody, liaison, representative } from '../helpers/tiers/principals';
import { shrink } from '../helpers/tiers/shrink';

/** `TIERS_OPERATIONS=20000 TIERS_SEED=7` asks more, or what failed elsewhere. */
const operations = Number(process.env.TIERS_OPERATIONS ?? 800);
const seed = Number(process.env.TIERS_SEED ?? 1);
const millisecondsEach = 300;

/** Asked first, so that ids and cursors of everything are known to the drawn ones. Nothing is learned later: a seed repeats alone. */
const harvest = `{
  customers(first: 200) { edges { cursor } nodes { id
    timeline(first: 3) { edges { cursor node { id brand { id } actor { id } content { id } } } }
    relationships(first: 2) { edges { cursor node { id } } } affiliations(first: 2) { edges { cursor node { id } } }
    needs(first: 2) { edges { cursor node { id } } } ledger(first: 2) { edges { cursor node { id } } } territory { id } } }
  interactions(first: 50) { edges { cursor } } brands { edges { cursor } } teamMembers { edges { cursor } }
  territories { edges { cursor } } contents { edges { cursor } }
  ${['NAME_DESC', 'VALUE_DESC', 'UPDATED_DESC'].map((order) => `${order}: customers(first: 9, orderBy: ${order}) { edges { cursor } }`).join(' ')}
  early: customers(first: 9) { nodes { timeline(first: 3, orderBy: EARLIEST_FIRST) { edges { cursor } } } } }`;

const mayAskRoot = (principal: Principal, field: string): boolean => mayAsk(principal, `Query.${field}`) !== 'refused';

describe('operations drawn by chance', () => {
  let platform: TieredPlatform;
  const pools = createPools();

  beforeAll(async () => {
    platform = await openTieredPlatform();
    await storeNastyData(platform);
    const { data } = await platform.plain({ document: parse(harvest), variables: {}, principal: everybody });
    pools.learn(data);
  }, 120_000);
  afterAll(() => platform?.close());

  it.each([
    ['by somebody who sees everything', everybody, operations, 0.5],
    ['by a representative of some territories', representative, Math.ceil(operations / 8), 0.3],
    ['by somebody who sees some brands', brandManager, Math.ceil(operations / 8), 0.3],
    ['by somebody who sees no money', liaison, Math.ceil(operations / 8), 0.3],
  ])(
    `give equal answers from all tiers, asked %s`,
    async (_, principal, count, least) => {
      const seen = { compiled: 0, plain: 0, invalid: 0, reasons: new Map<string, number>() };
      for (let number = 0; number < count; number += 1) {
        const operation = drawOperation(platform.schema, chanceOf(seed + number), pools, (field) =>
          mayAskRoot(principal, field),
        );
        if (validate(platform.schema, operation.document).length > 0) {
          seen.invalid += 1;
          continue;
        }
        const answer = await ask(operation, principal);
        if (answer.difference !== null) throw new Error(await report(operation, principal, seed + number));
        seen[answer.tier] += 1;
        if (answer.reason !== null) seen.reasons.set(answer.reason, (seen.reasons.get(answer.reason) ?? 0) + 1);
      }
      if (process.env.TIERS_REPORT !== undefined) console.log(seed, seen);
      expect(seen.invalid).toBeLessThanOrEqual(count / 10);
      // Otherwise nothing much was compared. The rest are mostly errors, which graphql-js words, and refusals of protected fields.
      expect(seen.compiled).toBeGreaterThanOrEqual(count > 50 ? count * least : 0);
    },
    60_000 + operations * millisecondsEach,
  );

  it('are refused to those who may not ask before any tier answers them, and figures are not', async () => {
    const rows = { document: parse('{ customers(first: 1) { nodes { id } } }'), variables: {} };
    const figures = {
      document: parse('{ interactionMetrics(dimensions: [CHANNEL], measures: [COUNT]) { rows { count } } }'),
      variables: {},
    };
    expect(await ask(rows, analyst)).toMatchObject({ tier: 'plain', reason: expect.stringContaining('FORBIDDEN') });
    expect(await ask(figures, analyst)).toEqual({ tier: 'compiled', reason: null, difference: null });
  });

  async function ask(operation: DrawnOperation, principal: Principal) {
    const question = { ...operation, principal };
    const [loaded, told] = [new Set<number>(), new Set<number>()];
    const plain = await platform.plain({ ...question, reads: loaded });
    const planned = await platform.planned({ ...question, reads: told });
    const untold = planned.tier === 'compiled' ? [...loaded].filter((id) => !told.has(id)) : [];
    return {
      tier: planned.tier,
      reason: planned.tier === 'plain' ? planned.reason : null,
      difference:
        differenceOf(plain, planned) ??
        (untold.length > 0 ? `the read audit is not told of customers ${untold.join(', ')}` : null),
    };
  }

  async function report(operation: DrawnOperation, principal: Principal, failing: number): Promise<string> {
    const differs = async (candidate: DrawnOperation) => (await ask(candidate, principal)).difference !== null;
    const small = await shrink(platform.schema, operation, differs);
    const { difference } = await ask(small, principal);
    return `Tiers differ; TIERS_SEED=${failing} TIERS_OPERATIONS=1 repeats it, asked by ${principal.name}.
${print(small.document)}
variables ${JSON.stringify(small.variables)}
${difference}`;
  }
});
