import type { Person } from './person.store';

/** Shorter values are looked for in structured records only: as words they would name others, too. */
export const shortestName = 5;

/** A regular expression of PostgreSQL for any of the person's names as a whole word; one that matches nothing when there are none. */
export function namePattern({ names }: Pick<Person, 'names'>): string {
  const long = names.filter((name) => name.length >= shortestName);
  if (long.length === 0) return '$^x';
  return `(^|[^[:alnum:]])(${long.map(literal).join('|')})([^[:alnum:]]|$)`;
}

function literal(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, (sign) => {
    if (sign === '\\' || sign === '^' || sign === ']') return `\\${sign}`;
    return `[${sign}]`;
  });
}
