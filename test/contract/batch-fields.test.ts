import '../helpers/production-graphql';

import { getNamedType, isLeafType, isObjectType, parse, validate } from 'graphql';
import { fillPopulation } from '../../bench/population/fill';
import { encodeGlobalId } from '../../src/shared/global-id';
import { differenceOf } from '../../src/testing/contract/reading/compare-tiers';
import { selectAll, sourceOf } from '../../src/testing/contract/reading/select-all';
import { type BatchCall, batchFields, takeInContacts, watchBatchFields } from '../helpers/tiers/batch-fields';
import { openTieredPlatform, type TieredPlatform } from '../helpers/tiers/platform';
import { everybody } from '../helpers/tiers/principals';

const customers = 12;

/** For fields that cannot be asked without arguments, and some that answer more with them. */
const customer = encodeGlobalId('Customer', 1);
const given: Record<string, string> = {
  'Customer.mayContact': '(channel: "rep", purpose: SERVICE)',
  'Query.erasurePreview': `(customerId: "${customer}")`,
  'Query.legalHolds': `(customerId: "${customer}")`,
  'Query.readAudit': `(customerId: "${customer}")`,
  'Query.subjectAccess': '(id: "00000000-0000-4000-8000-000000000001")',
  'RelationshipValue.changeSince': '(date: "2026-03-01T00:00:00Z")',
  'RelationshipValue.contributions': '(by: PLUGIN)',
  'ValueComponent.contributions': '(by: EVENT)',
  'Query.interactionMetrics':
    '(dimensions: [PERIOD, CHANNEL, BRAND, TERRITORY], measures: [DISTINCT_CUSTOMERS, COST, COUNT, REP_MINUTES], grain: YEAR)',
};

describe('fields that JavaScript answers', () => {
  let platform: TieredPlatform;
  let calls: BatchCall[];

  beforeAll(async () => {
    platform = await openTieredPlatform();
    await fillPopulation(platform.database, platform.registry, { customers, interactions: 300, seed: 5 });
    await takeInContacts(platform, customers);
    given['Query.valueModel'] = `(hash: "${await modelInForce(platform)}")`;
    given['Query.valueModelComparison'] = given['Query.valueModel'];
    calls = watchBatchFields(platform);
  }, 120_000);
  afterAll(() => platform?.close());

  it('are completed as graphql-js would, each of the schema', async () => {
    const asked = new Set<string>();
    for (const query of [...customerQueries(), ...rootQueries()]) {
      const question = { document: parse(query), variables: {}, principal: everybody };
      expect(validate(platform.schema, question.document)).toEqual([]);
      const plain = await platform.plain(question);
      expect({ query, errors: plain.errors ?? [] }).toEqual({ query, errors: [] });
      calls.splice(0);
      const planned = await platform.planned(question);
      expect({ query, ...planned }).toMatchObject({ query, tier: 'compiled' });
      expect(differenceOf(plain, planned)).toBeNull();
      for (const { coordinate } of calls) asked.add(coordinate);
    }
    expect([...batchFields(platform).keys()].filter((coordinate) => !asked.has(coordinate))).toEqual([]);
  }, 60_000);

  function customerQueries(): readonly string[] {
    return fieldsOf('Customer').map((field) => `{ customers(first: ${customers}) { nodes { id ${field} } } }`);
  }

  function rootQueries(): readonly string[] {
    return fieldsOf('Query').map((field) => `{ ${field} }`);
  }

  /** The batch fields of a type, each with everything below it. */
  function fieldsOf(typeName: string): readonly string[] {
    const type = platform.schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`There is no ${typeName}.`);
    return Object.values(type.getFields())
      .filter((field) => sourceOf(field)?.kind === 'batch')
      .map((field) => {
        const named = getNamedType(field.type);
        const below = isLeafType(named) ? '' : ` { ${selectAll(platform.schema, named, { given })} }`;
        return `${field.name}${given[`${typeName}.${field.name}`] ?? ''}${below}`;
      });
  }
});

async function modelInForce({ database }: TieredPlatform): Promise<string> {
  const text = "select hash from core.value_model where state = 'approved'";
  const [model] = await database.reader().query<{ hash: string }>({ text });
  return model?.hash ?? '';
}
