import { availableParallelism } from 'node:os';
import { coresOf } from './cores';

describe('the cores of a database', () => {
  it.each([
    'postgres://user:secret@127.0.0.1:5432/rapport',
    'postgres://localhost/rapport',
    'postgres://user@[::1]:5432/rapport',
    'postgres:///rapport?host=/var/run/postgresql',
    'postgres://%2Fvar%2Frun%2Fpostgresql/rapport',
    'socket:/var/run/postgresql?db=rapport',
    '/var/run/postgresql rapport',
  ])('are those of this machine at %s', (url) => {
    expect(coresOf(url)).toBe(availableParallelism());
  });

  it.each([
    'postgres://db:5432/rapport',
    'postgres://10.0.0.7/rapport',
    'postgres://localhost.example.org/rapport',
    'postgres://localhost/rapport?host=db.example.org',
    'host=localhost',
  ])('are not known at %s', (url) => {
    expect(coresOf(url)).toBe(Number.POSITIVE_INFINITY);
  });
});
