import { errorCodes } from '../../sdk';
import { generatedNote } from './generated-note';

/** `schema/error-codes.md`: every code with what it means and what to do, in the order of the table. */
export function errorCodesDocument(): string {
  const rows = Object.entries(errorCodes).map(
    ([code, meaning]) => `| \`${code}\` | ${meaning.replaceAll('|', '\\|')} |`,
  );
  return [
    '# Error codes',
    '',
    `${generatedNote} The API gives the code in \`extensions.code\` of an error; start-up faults, rejected records and the command line name it as well.`,
    '',
    '| code | what it means and what to do |',
    '| --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
