import { type ComponentId, componentIds } from '../value';

/** What a list of contributions explains: one component of one customer at one instant, and the value it must add up to. */
export interface ContributionKey {
  readonly customerId: number;
  readonly at: Date;
  readonly component: ComponentId;
  readonly value: number;
}

/** One text per key: the executor gathers the keys of a level by equality. */
export function writeContributionKey({ customerId, at, component, value }: ContributionKey): string {
  return [customerId, at.getTime(), component, value].join(' ');
}

/** Reads what {@link writeContributionKey} wrote. @throws RangeError otherwise */
export function readContributionKey(text: string): ContributionKey {
  const [customerId, at, component, value] = text.split(' ');
  const id = componentIds.find((known) => known === component);
  if (id === undefined || value === undefined) throw new RangeError(`"${text}" names no contributions.`);
  return { customerId: Number(customerId), at: new Date(Number(at)), component: id, value: Number(value) };
}
