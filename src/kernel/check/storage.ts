import type { Fault } from '../fault';
import { faultOf, type PluginCheck } from './contributor';

/** Whether a plugin with tables can export and erase a person's data in them, and whether its migrations have an order. */
export const checkStorage: PluginCheck = (plugin) => {
  const { storage } = plugin.contributions;
  if (storage === undefined) return [];
  const faults: Fault[] = [];
  if (!canServePrivacy(storage.subjectData)) {
    faults.push(faultOf(plugin, 'STORAGE_SUBJECT_DATA_MISSING', 'storage.subjectData', noSubjectData));
  }
  const names = storage.migrations.map(({ name }) => name);
  const misnamed = names.filter((name, position) => {
    const previous = names[position - 1];
    return !/^\d{13}-[a-z0-9-]+$/.test(name) || (previous !== undefined && previous >= name);
  });
  return [
    ...faults,
    ...misnamed.map((name) => {
      const message = `The migration "${name}" must be called <13-digit time stamp>-<words-with-hyphens> and come after the one before it.`;
      return faultOf(plugin, 'MIGRATION_NAME_INVALID', name, message);
    }),
  ];
};

const noSubjectData =
  'The plugin has tables, but subjectData lacks the functions export and erase. Say what is held on a customer and how it is removed.';

function canServePrivacy(subjectData: unknown): boolean {
  const functions = subjectData as { readonly export?: unknown; readonly erase?: unknown } | null | undefined;
  return typeof functions?.export === 'function' && typeof functions.erase === 'function';
}
