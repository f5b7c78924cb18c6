import type { Principal } from '../sdk';

/** Who everybody is while an installation asks for no credentials. It can then be reached from its own machine only. */
export const developmentPrincipal: Principal = Object.freeze({
  subject: 'development',
  name: 'Development',
  roles: Object.freeze(['admin']),
});

/** Who asks with the installation's API key. */
export const keyPrincipal: Principal = Object.freeze({
  subject: 'api-key',
  name: 'API key',
  roles: Object.freeze(['admin']),
});

/** Who runs a command: whoever may start programs with the database's credentials administers the platform. */
export function commandPrincipal(user: string): Principal {
  return Object.freeze({ subject: `os:${user}`, name: user, roles: Object.freeze(['admin']) });
}
