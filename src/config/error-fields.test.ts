import { RapportError } from '../sdk/errors';
import { testDatabase } from '../testing';
import { errorFields } from './error-fields';

it('keeps what says where a fault is, and the causes', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    address: '127.0.0.1',
    port: 1,
  });
  expect(errorFields(new RapportError('UNAVAILABLE', 'Nobody answers.', { retryAfter: 1 }, { cause }))).toEqual({
    type: 'RapportError',
    message: 'Nobody answers.',
    stack: expect.stringContaining('RapportError: Nobody answers.'),
    code: 'UNAVAILABLE',
    details: { retryAfter: 1 },
    cause: {
      type: 'Error',
      message: 'connect ECONNREFUSED',
      stack: expect.any(String),
      ...{ code: 'ECONNREFUSED', address: '127.0.0.1', port: 1 },
    },
  });
});

it('tells of every error of several', () => {
  const fields = errorFields(new AggregateError([new TypeError('one'), 'two'], 'Both failed'));
  expect(fields).toMatchObject({
    message: 'Both failed',
    errors: [
      { type: 'TypeError', message: 'one' },
      { type: 'string', message: 'two' },
    ],
  });
});

it('ends with causes that go round in a circle', () => {
  const error = new Error('round');
  error.cause = error;
  expect(JSON.stringify(errorFields(error)).match(/"type"/g)).toHaveLength(6);
});

it('leaves out the rows, parameters and connections that drivers hang to their errors', async () => {
  const database = await testDatabase();
  const insert = { text: `insert into core.brand (code, name) values ($1, 'Ada Lovelace')`, values: ['ADA'] };
  await database.pool.query(insert);
  const error: unknown = await database.pool.query(insert).catch((fault: unknown) => fault);
  const failed: unknown = await database.dataSource.query(insert.text, insert.values).catch((fault: unknown) => fault);
  expect((error as { readonly detail: string }).detail).toContain('ADA');
  for (const fault of [Object.assign(error as Error, { client: database.pool }), failed]) {
    const fields = errorFields(fault);
    expect(fields).toMatchObject({ code: '23505', table: 'brand', constraint: expect.any(String) });
    expect(JSON.stringify(fields)).not.toMatch(/ADA|Ada|client/);
  }
  await database.close();
});
