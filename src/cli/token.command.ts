import type { Command } from 'commander';
import { type DevelopmentClaims, mintDevelopmentToken, type Role, roleNames } from '../auth';
import { readConfig } from '../config';
import { RapportError } from '../sdk';
import { systemClock } from '../shared/clock';

interface Options {
  readonly role: readonly string[];
  readonly subject: string;
  readonly name?: string;
  readonly territory: readonly string[];
  readonly country: readonly string[];
  readonly brand: readonly string[];
  readonly purpose: readonly string[];
  readonly plugin?: string;
  readonly source: readonly string[];
  readonly hours: number;
}

/** `rapport token --role <role>`: a token of the development server, to try out what a role sees. Needs no database. */
export function register(program: Command): void {
  program
    .command('token')
    .description('make a token for the development server of this data folder; refused in production')
    .requiredOption('--role <role>', `what the caller is: ${roleNames.join(', ')}; may be repeated`, collect, [])
    .option('--subject <key>', 'key of the caller', 'developer')
    .option('--name <name>', 'name for people')
    .option('--territory <code>', 'a territory, * for all; may be repeated', collect, [])
    .option('--country <code>', 'a country, * for all; may be repeated', collect, [])
    .option('--brand <code>', 'a brand, * for all; may be repeated', collect, [])
    .option('--purpose <purpose>', 'a purpose that requests may state; may be repeated', collect, [])
    .option('--plugin <id>', 'the plugin of a partner’s service')
    .option(
      '--source <name>',
      'a source of records the caller reports, with * at its end; may be repeated',
      collect,
      [],
    )
    .option('--hours <n>', 'how long it holds', Number, 8)
    .action(printToken);
}

async function printToken(options: Options): Promise<void> {
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
}: Options): DevelopmentClaims {
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

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
