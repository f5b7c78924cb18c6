import { z } from 'zod';
import { type ConsumerBasis, environments, logLevels, transactionKinds } from './config';

/**
 * Every variable with its form. Defaults that depend on another variable are filled in by {@link readConfig}.
 * Values come as text; an empty one counts as not set.
 */
export const variables = z.object({
  NODE_ENV: z.enum(environments, { error: oneOf(environments) }).default('development'),
  PORT: port('0 means any free port').default(4000),
  HOST: z.string().optional(),
  RAPPORT_API_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  RAPPORT_JWT_ISSUER: z.string().optional(),
  RAPPORT_JWT_AUDIENCE: z.string().optional(),
  RAPPORT_JWT_JWKS_URL: z.string().optional(),
  RAPPORT_JWT_KEY_FILE: z.string().optional(),
  RAPPORT_JWT_ALGORITHMS: z.string().optional(),
  RAPPORT_JWT_CLOCK_TOLERANCE: wholeNumber(0, 300, ' seconds').default(30),
  RAPPORT_JWT_CLAIM_PREFIX: z.string().default(''),
  RAPPORT_SERVICE_KEYS: z.string().optional(),
  RAPPORT_PRIVACY_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  RAPPORT_ALLOWED_ORIGINS: z.string().transform(originList).default([]),
  RAPPORT_MAX_DEPTH: wholeNumber(1, 100).default(15),
  RAPPORT_MAX_COST: wholeNumber(1, 100_000_000).default(500_000),
  RAPPORT_MAX_ITEMS: wholeNumber(1, 10_000_000).default(100_000),
  RAPPORT_OPERATION_TIMEOUT: wholeNumber(100, 600_000).default(30_000),
  RAPPORT_REQUEST_TIMEOUT: wholeNumber(100, 600_000).default(30_000),
  RAPPORT_MAX_CONCURRENT: wholeNumber(1, 10_000).default(32),
  RAPPORT_MAX_WAITING: wholeNumber(0, 100_000).default(256),
  RAPPORT_MAX_CONNECTIONS: wholeNumber(1, 100_000).default(1_000),
  RAPPORT_RATE_LIMIT: wholeNumber(0, 10_000_000, '; 0 means no limit').default(0),
  RAPPORT_TRUSTED_DOCUMENTS: z.string().optional(),
  DATABASE_URL: z.string().refine(isPostgresUrl, 'must look like postgres://user:password@host:5432/name').optional(),
  DATABASE_POOL_SIZE: wholeNumber(1, 100).default(4),
  DATABASE_STATEMENT_TIMEOUT: wholeNumber(100, 600_000).default(10_000),
  RAPPORT_DATA: z.string().default('.rapport'),
  RAPPORT_DATABASE_PORT: port('leave it out for any free port').optional(),
  RAPPORT_PLUGINS: z.string().optional(),
  RAPPORT_PLUGIN_POLICY: z
    .enum(['required', 'optional'], { error: oneOf(['required', 'optional']) })
    .default('optional'),
  RAPPORT_WITHOUT: z.string().transform(nameList).default([]),
  RAPPORT_DEMO: z.enum(['yes', 'no'], { error: oneOf(['yes', 'no']) }).optional(),
  RAPPORT_DEMO_CUSTOMERS: wholeNumber(10, 100_000).default(200),
  RAPPORT_TRANSACTION_KINDS: z.string().transform(kindList).default(['organization']),
  RAPPORT_CONSUMER_BASES: z.string().transform(basisList).default([]),
  LOG_LEVEL: z.enum(logLevels, { error: oneOf(logLevels) }).optional(),
});

export type VariableName = keyof typeof variables.shape;
export type Variables = z.output<typeof variables>;

function wholeNumber(least: number, most: number, note = ''): z.ZodType<number> {
  const message = `must be a whole number from ${least} to ${most}${note}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

function port(note: string): z.ZodType<number> {
  return wholeNumber(0, 65_535, `; ${note}`);
}

function oneOf(values: readonly string[]): string {
  return `must be one of ${values.join(', ')}`;
}

function isPostgresUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}

function kindList(text: string, context: z.RefinementCtx): readonly string[] {
  const kinds = text.split(',').map((kind) => kind.trim());
  const known: readonly string[] = transactionKinds;
  if (!kinds.every((kind) => known.includes(kind))) {
    context.addIssue(`must list some of ${transactionKinds.join(', ')}, separated by commas; consumers have no money`);
  }
  return kinds;
}

function basisList(text: string, context: z.RefinementCtx): readonly ConsumerBasis[] {
  const bases = text.split(';').map((entry) => {
    const [, country = '', basis = ''] = /^\s*([A-Z]{2})\s*=\s*(\S.*?)\s*$/.exec(entry) ?? [];
    return { country, basis };
  });
  if (bases.some(({ country }) => country === '') || new Set(bases.map(({ country }) => country)).size < bases.length) {
    context.addIssue('must name each country once with its lawful basis, such as DE=consent form 7; FR=contract 12');
  }
  return bases;
}

function nameList(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function originList(text: string, context: z.RefinementCtx): readonly string[] {
  const origins = text.split(',').map((origin) => origin.trim());
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      context.addIssue(`"${origin}" is not an origin such as https://crm.example.com (no path, no closing slash)`);
    }
  }
  return origins;
}
