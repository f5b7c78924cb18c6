import '../helpers/production-graphql';

import { formatFindings, staticFindings } from '../../src/testing/contract';
import { runningChecks, staticChecks, storageChecks } from '../../src/testing/contract/contract';
import {
  brokenDeclarations,
  brokenDoors,
  brokenHooks,
  brokenRunning,
  brokenTables,
} from '../fixtures/plugins/contract';
import { expectedOf } from '../helpers/expected-finding';

describe('the contract suite', () => {
  it.each([...brokenDeclarations, ...brokenHooks, ...brokenDoors])(
    'finds one thing, without a database, in a plugin that $does',
    async (plugin) => {
      expect(await staticFindings(plugin.factory, plugin.samples)).toEqual(expectedOf(plugin));
    },
    180_000,
  );

  it('is shown by the fixtures to find something by each of its checks', () => {
    const plugins = [...brokenDeclarations, ...brokenHooks, ...brokenDoors, ...brokenTables, ...brokenRunning];
    const shown = new Set(plugins.map(({ finding }) => finding.check));
    const checks = [...staticChecks, ...storageChecks, ...runningChecks].map(({ name }) => name);
    expect(checks.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('says what was found and what to change, in lines that can be read', () => {
    const finding = {
      check: 'hook-pure',
      subject: 'letter.replied',
      problem: 'It changes\nthe event.',
      change: 'Copy it.',
    };
    expect(formatFindings([finding, finding])).toBe(
      [
        ...['hook-pure  letter.replied', '  It changes', '  the event.', '  To change: Copy it.', ''],
        ...['hook-pure  letter.replied', '  It changes', '  the event.', '  To change: Copy it.'],
      ].join('\n'),
    );
  });
});
