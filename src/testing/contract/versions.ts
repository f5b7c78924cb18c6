import { intersects, minVersion, parse, validRange } from 'semver';
import { platformVersion } from '../../shared/platform';
import { type Finding, finder } from './finding';
import type { StaticCheck, Subject } from './subject';

const finding = finder('version-range');

/** Whether the ranges name cores and plugins that exist, and none that nobody could have tried. */
export const versionRange: StaticCheck = {
  name: 'version-range',
  says: 'names a range of platform versions, from the lowest to the highest, that this platform can answer for',
  run: ({ plugin }: Subject): readonly Finding[] => {
    const { engine, requires = {} } = plugin.manifest;
    return [
      ...engineFindings(engine),
      ...Object.entries(requires)
        .filter(([, range]) => validRange(range) !== null && intersects(range, '>=1000000.0.0'))
        .map(([id, range]) =>
          finding(
            `requires.${id}`,
            `The range "${range}" has no end: it names versions of "${id}" that break what this plugin relies on.`,
            'End it before the next version that may break, such as ^1.2.0.',
          ),
        ),
    ];
  },
};

/** What is no range, or leaves this platform out, is refused at the start already. */
function engineFindings(engine: string): readonly Finding[] {
  if (validRange(engine) === null) return [];
  const change = `Write ^${platformVersion}: from the version whose SDK the plugin uses to the next one that may break it.`;
  if (minVersion(engine) === null || !intersects(engine, '>=0.0.0')) {
    return [finding('engine', `No version of the platform lies in the range "${engine}".`, change)];
  }
  const next = nextBreaking();
  if (!intersects(engine, `>=${next}`)) return [];
  const problem = `The range "${engine}" names platform ${next} and later ones, whose SDK may break the plugin; this is ${platformVersion}.`;
  return [finding('engine', problem, change)];
}

/** The first version that semantic versioning allows to break what works with this one. */
function nextBreaking(): string {
  const { major = 0, minor = 0, patch = 0 } = parse(platformVersion) ?? {};
  if (major > 0) return `${major + 1}.0.0`;
  return minor > 0 ? `0.${minor + 1}.0` : `0.0.${patch + 1}`;
}
