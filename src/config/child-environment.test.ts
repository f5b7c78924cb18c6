import { childEnvironment } from './child-environment';

describe('the environment of a process that we start', () => {
  const name = 'RAPPORT_TEST_OF_CHILDREN';
  afterEach(() => Reflect.deleteProperty(process.env, name));

  it('is ours, with defaults for what is not set', () => {
    expect(childEnvironment({ [name]: 'default' })).toMatchObject({ PATH: process.env.PATH, [name]: 'default' });
    process.env[name] = 'ours';
    expect(childEnvironment({ [name]: 'default' })[name]).toBe('ours');
  });

  it('takes an empty variable for one that is not set', () => {
    process.env[name] = ' ';
    expect(childEnvironment({ [name]: 'default' })[name]).toBe('default');
  });
});
