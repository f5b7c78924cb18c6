import type { Contributions } from '../sdk';
import { removalsUnderWay } from './removal.store';
import { type RemovalServices, removeData } from './remove-data';

export interface LifecycleServices {
  readonly removal: RemovalServices;
}

/** A removal that was interrupted is gone on with. */
export function lifecycleModule({ removal }: LifecycleServices): Contributions {
  return {
    jobs: [
      {
        id: 'core.remove-plugin-data',
        title: 'Goes on with removals of what plugins brought in',
        schedule: '*/5 * * * *',
        run: async ({ writer, log }) => {
          for (const { id, plugin } of await removalsUnderWay(writer)) {
            const { customersDone } = await removeData(removal, id);
            log('What a plugin brought in was removed.', { removed: plugin, customersDone });
          }
        },
      },
    ],
  };
}
