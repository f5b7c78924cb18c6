import type { SlotKind } from './slot-policy';

/** What stands between the platform and a function that a plugin hands over. */
export interface Protection {
  /** Whose limits, breaker and figures it has; `start`: it is called while the platform starts, where a fault leaves its plugin out. */
  readonly slot: SlotKind | 'start';
  /** What becomes of what it was asked for when it fails. */
  readonly failing: string;
  /** Whether `isolation: worker` takes it out of the process. */
  readonly inThread?: true;
}

const waits = 'the record waits and is tried again, at last it is a dead letter';
const gap = 'null, with a coded error at the place of the field';

/**
 * Every function that contributions may hold, by its place. A test goes through a plugin that fills every slot, and fails when
 * a function of it has no line here.
 */
export const protections: Readonly<Record<string, Protection>> = {
  score: { slot: 'score', failing: waits, inThread: true },
  scoreBatch: { slot: 'score', failing: 'its events are scored one by one', inThread: true },
  'interactions.details': { slot: 'check', failing: waits },
  'fields.source.load': { slot: 'load', failing: gap, inThread: true },
  'fields.source.finished': { slot: 'load', failing: gap },
  'fields.source.filters.value': { slot: 'load', failing: gap },
  'fields.source.filters.sql': { slot: 'start', failing: 'its plugin is left out' },
  'fields.source.by.value': { slot: 'load', failing: gap },
  'fields.source.by.sql': { slot: 'start', failing: 'its plugin is left out' },
  'fields.source.orderings.join': { slot: 'start', failing: 'its plugin is left out' },
  'fields.type': { slot: 'start', failing: 'its plugin is left out' },
  'webHooks.verify': { slot: 'verify', failing: '503, and the sender comes again' },
  'webHooks.read': { slot: 'read', failing: 'the delivery waits, and those behind it; at last it is a dead letter' },
  'importers.read': { slot: 'import', failing: 'the import ends and goes on there next time' },
  'jobs.run': { slot: 'job', failing: 'tried five times, later and later, then listed as failed' },
  'storage.subjectData.export': { slot: 'export', failing: 'the copy is not finished, and tried again' },
  'storage.subjectData.erase': { slot: 'erase', failing: 'nothing is erased, and whoever asked is told' },
};
