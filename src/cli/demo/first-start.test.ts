import type { Registry } from '../../kernel';
import { demoPlugins, missingDemoPlugins } from './first-start';

const registryOf = (...ids: readonly string[]) =>
  ({ plugins: ids.map((id) => ({ manifest: { id } })) }) as unknown as Registry;

it('demo data ask for all the plugins whose contacts they hold', () => {
  expect(missingDemoPlugins({ registry: registryOf('sms') })).toEqual(demoPlugins);
  expect(missingDemoPlugins({ registry: registryOf('web', 'email', 'rep') })).toEqual(['conference']);
  expect(missingDemoPlugins({ registry: registryOf('sms', ...demoPlugins) })).toEqual([]);
});
