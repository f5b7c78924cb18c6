import { RapportError } from '../sdk/errors';
import { isConnectionFault } from './connection-fault';

/** MIGRATION_FAILED with the migration's name, or UNAVAILABLE when only the connection was lost. */
export function migrationFault(migration: string, error: unknown): RapportError {
  const reason = error instanceof Error ? error.message : String(error);
  const options = { cause: error };
  if (isConnectionFault(error)) {
    return new RapportError('UNAVAILABLE', `The database went away during the migration ${migration}`, {}, options);
  }
  return new RapportError(
    'MIGRATION_FAILED',
    `The migration ${migration} did not run: ${reason}${hint(error)}`,
    { migration },
    options,
  );
}

const insufficientPrivilege = '42501';

function hint(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === insufficientPrivilege
    ? '. The user of DATABASE_URL lacks this right: let an administrator grant it or run the step, then start again'
    : '';
}
