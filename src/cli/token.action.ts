import { type DevelopmentClaims, mintDevelopmentToken, type Role, roleNames, roles } from '../auth';
import { readConfig } from '../config';
import { RapportError } from '../sdk';
import { systemClock } from '../shared/clock';
import type { TokenOptions } from './token.command';

/** @throws RapportError CONFIG_INVALID in production; BAD_INPUT for roles that do not exist */
export async function printToken(options: TokenOptions): Promise<void> {
  const { environment, http, database } = readConfig();
  if (environment === 'production' || http.access !== 'development') {
    throw new RapportError(
      'CONFIG_INVALID',
      'Development tokens exist only outside production, while no other credentials are configured.',
    );
  }
  const unknown = options.role.filter((role) => !roleNames.includes(role as Role));
  if (unknown.length > 0) {
    throw new RapportError('BAD_INPUT', `There is no role ${unknown.join(', ')}. Roles: ${roleNames.join(', ')}.`);
  }
  if (!(options.hours > 0 && options.hours <= 720)) {
    throw new RapportError('BAD_INPUT', '--hours must be more than 0 and at most 720.');
  }
  const validity = { from: systemClock.now(), hours: options.hours };
  process.stdout.write(`${await mintDevelopmentToken(database.dataFolder, claimsOf(options), validity)}\n`);
  const warning = blindness(options);
  // The token alone goes where it is kept.
  if (warning !== null) process.stderr.write(`${warning}\n`);
}

/** By which option a limit is named. */
const optionOf = { territories: 'territory', countries: 'country', brands: 'brand' } as const;

/** Why the token may see nothing: its roles are limited to what is named, and nothing is. */
export function blindness({ role, subject, ...named }: TokenOptions): string | null {
  const needed = new Set(roleNames.filter((name) => role.includes(name)).flatMap((name) => roles[name].needs));
  const missing = [...needed].map((dimension) => optionOf[dimension]).filter((option) => named[option].length === 0);
  if (missing.length === 0) return null;
  const [them, each] = [
    missing.map((option) => `--${option}`).join(' and '),
    missing.map((option) => `--${option} '*'`),
  ];
  return `Without ${them} ${role.join(', ')} sees nothing, unless the directory says what is ${subject}'s. All of it: ${each.join(' ')}.`;
}

function claimsOf({
  role,
  subject,
  name,
  territory,
  country,
  brand,
  purpose,
  plugin,
  source,
}: TokenOptions): DevelopmentClaims {
  return {
    sub: subject,
    roles: role,
    ...(name !== undefined && { name }),
    ...(plugin !== undefined && { plugin }),
    ...(source.length > 0 && { sources: source }),
    ...(territory.length > 0 && { territories: territory }),
    ...(country.length > 0 && { countries: country }),
    ...(brand.length > 0 && { brands: brand }),
    ...(purpose.length > 0 && { purposes: purpose }),
  };
}
