import { enumValueName } from '../../kernel';
import { camelCase, pascalCase } from '../../kernel/check/names';
import { platformVersion } from '../../shared/platform';

/** What stands for `{{…}}` in the templates. */
export interface Names {
  readonly id: string;
  /** How its GraphQL types begin, such as `FaxPlus`. */
  readonly type: string;
  /** Its field on Customer, such as `faxPlus`. */
  readonly field: string;
  /** For people, such as `Fax plus`. */
  readonly title: string;
  readonly package: string;
  /** How variables of its secrets begin, such as `FAX_PLUS`. */
  readonly env: string;
  /** Its measure in GraphQL. */
  readonly measure: string;
  /** Range of platform versions. */
  readonly engine: string;
}

export function namesOf(id: string): Names {
  const words = id.replaceAll('-', ' ');
  return {
    id,
    type: pascalCase(id),
    field: camelCase(id),
    title: words.charAt(0).toUpperCase() + words.slice(1),
    package: `rapport-plugin-${id}`,
    env: enumValueName(id),
    measure: enumValueName(`${id}.words`),
    engine: `^${platformVersion}`,
  };
}
