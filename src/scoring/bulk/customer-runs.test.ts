import { customerRuns } from './customer-runs';

describe('runs of customers', () => {
  it('are one where ids follow one another, in whatever order they are given', () => {
    expect(customerRuns([3, 1, 2, 4])).toEqual({ first: '{1}', last: '{4}' });
  });

  it('break where an id is missing', () => {
    expect(customerRuns([1, 3, 4, 11, 12])).toEqual({ first: '{1,3,11}', last: '{1,4,12}' });
  });

  it('sort ids as numbers and take each once', () => {
    expect(customerRuns([100, 20, 20])).toEqual({ first: '{20,100}', last: '{20,100}' });
  });

  it('are none of nobody', () => {
    expect(customerRuns([])).toEqual({ first: '{}', last: '{}' });
  });
});
