import * as consent from './consent';
import * as customers from './customers';
import * as directory from './directory';
import * as economics from './economics';
import * as intake from './intake';
import * as interactions from './interactions';
import * as plugins from './plugins';
import * as privacy from './privacy';
import * as referenceData from './reference-data';
import * as rollups from './rollups';
import * as value from './value';
import * as valueDecisions from './value-decisions';

/** Every table of the schema `core`, as TypeORM knows it. A test compares them with the migrated database. */
export const tables = [
  referenceData,
  customers,
  interactions,
  value,
  intake,
  rollups,
  valueDecisions,
  economics,
  directory,
  consent,
  privacy,
  plugins,
].flatMap((group) => Object.values(group));
