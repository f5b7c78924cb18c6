import { z } from 'zod';
import { RapportError, type Writer } from '../sdk';
import { roleNames } from './roles';
import { type MissingCodes, writeDirectory } from './write-directory.store';

const code = z.string().trim().min(1);
const codes = z.array(code);

const form = z.strictObject({
  teams: z.array(z.strictObject({ code, name: z.string().min(1), parent: code.optional() })).default([]),
  memberships: z
    .array(z.strictObject({ team: code, teamMember: code, role: z.enum(['member', 'manager']) }))
    .default([]),
  territories: z
    .array(
      z.strictObject({
        teamMember: code,
        territory: code,
        since: z.iso.date().optional(),
        until: z.iso.date().optional(),
      }),
    )
    .default([]),
  people: z
    .array(
      z.strictObject({
        subject: z.string().min(1),
        teamMember: code.optional(),
        roles: z.array(z.enum(roleNames as [string, ...string[]])).optional(),
        countries: codes.optional(),
        brands: codes.optional(),
      }),
    )
    .default([]),
});

/** Teams, who is in them, who has which territory, and what subjects of tokens may do. All by codes. */
export type Directory = Readonly<z.output<typeof form>>;

/**
 * Puts a directory in place of the one there is, as one step.
 *
 * @throws RapportError BAD_INPUT when it has not the right form or names what does not exist
 */
export async function replaceDirectory(writer: Writer, given: unknown): Promise<Directory> {
  const parsed = form.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RapportError('BAD_INPUT', `The directory: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  // What is meant to empty the directory says so.
  if (Object.keys(given as object).length === 0)
    throw new RapportError('BAD_INPUT', `The directory holds nothing. To empty the one there is: { "people": [] }.`);
  const missing = await writeDirectory(writer, parsed.data);
  if (missing.length > 0)
    throw new RapportError('BAD_INPUT', `The directory names what does not exist: ${list(missing)}`);
  return parsed.data;
}

const list = (missing: readonly MissingCodes[]): string =>
  missing.map(({ kind, codes: absent }) => `${kind} ${absent.join(', ')}`).join('; ');
