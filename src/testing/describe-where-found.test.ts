import { describeWhereFound } from './describe-where-found';

describe('tests that need what not every machine has', () => {
  const ran: string[] = [];

  describeWhereFound('where it is there', { path: __filename, remedy: 'none', tests: 1 }, () => {
    it('run', () => void ran.push('present'));
  });

  describeWhereFound('where it is absent', { path: '/nowhere/at/all', remedy: 'go on', tests: 3 }, () => {
    it('would run', () => void ran.push('absent'));
  });

  afterAll(() => expect(ran).toEqual(['present']));
});
