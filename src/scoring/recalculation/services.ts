import type { ConsistencyServices } from './consistency';
import type { RecalculationServices } from './recalculate';

/** What recalculation and consistency check work with. */
export type MaintenanceServices = RecalculationServices & ConsistencyServices;
