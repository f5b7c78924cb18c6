import type { Database } from '../db/database';
import type { Registry } from '../kernel/registry';
import type { Clock } from '../shared/clock';
import { type CurrentModel, currentModel } from './current-model';
import { declarationsOf, ensureModel } from './ensure-model';
import { createAdministration, type ModelAdministration } from './models/administration';
import type { ClassJudge } from './models/class-judge';
import type { MaintenanceServices } from './recalculation/services';

export interface OpenModelServices {
  readonly database: Database;
  readonly registry: Registry;
  readonly clock: Clock;
  /** Classes by the figures of other rooms that comparisons of models tell of. */
  readonly judges?: readonly ClassJudge[];
  readonly log: {
    info(figures: object, message: string): void;
    error(figures: object, message: string): void;
  };
}

export interface OpenModels {
  readonly current: CurrentModel;
  readonly models: ModelAdministration;
  readonly maintenance: MaintenanceServices;
  /** Hears of models that other instances put in force, until the answered function is called. */
  follow(): Promise<() => Promise<void>>;
}

/**
 * Puts a value model in force and answers what works with it. The hooks have been checked (`changedHooks`).
 *
 * @throws RangeError as {@link ensureModel} does
 */
export async function openModels(services: OpenModelServices): Promise<OpenModels> {
  const { database, registry, clock, judges = [], log } = services;
  const start = await ensureModel({
    database,
    registry,
    clock,
    log: (message, figures) => log.info({ ...figures }, message),
  });
  const current = currentModel(start);
  const declarations = () => declarationsOf(registry);
  return {
    current,
    models: createAdministration({ database, current, declarations, clock, judges }),
    maintenance: { database, registry, model: current, clock, log },
    follow: () =>
      database.listen('core_value_model', () => {
        current.reload(database.reader()).catch((error: unknown) => {
          log.error({ err: error }, 'The value model in force could not be read; the next intake tries again');
        });
      }),
  };
}
