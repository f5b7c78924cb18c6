import { createAuthenticator, developmentPrincipal, keyPrincipal } from './principal';

const unauthenticated = expect.objectContaining({ code: 'UNAUTHENTICATED' });

it('without a key everybody is the development principal', () => {
  const authenticate = createAuthenticator(null);
  expect(authenticate(undefined)).toBe(developmentPrincipal);
  expect(authenticate('Bearer whatever')).toBe(developmentPrincipal);
});

describe('with a key', () => {
  const authenticate = createAuthenticator('s3cret-key');

  it.each(['Bearer s3cret-key', 'bearer  s3cret-key'])('%j is let in', (header) => {
    expect(authenticate(header)).toBe(keyPrincipal);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    's3cret-key',
    'Basic s3cret-key',
    'Bearer s3cret-ke',
    'Bearer s3cret-key x',
  ])('%j is refused', (header) => {
    expect(() => authenticate(header)).toThrow(unauthenticated);
  });
});
