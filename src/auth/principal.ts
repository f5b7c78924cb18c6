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

/** Names that the platform gives itself; what is kept for them must not be had by a token that says it is them. */
const ownSubjects = /^(?:api-key$|development$|(?:key|os|job|hook):)/;

/** Whether a subject is one that no identity provider may name. */
export const isOwnSubject = (subject: string): boolean => ownSubjects.test(subject);

/** Who runs a command: whoever may start programs with the database's credentials administers the platform. */
export function commandPrincipal(user: string): Principal {
  return Object.freeze({ subject: `os:${user}`, name: user, roles: Object.freeze(['admin']) });
}
