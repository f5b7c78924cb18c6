import type { Contributions, Job } from '../sdk';
import { foldGroups, reconcileGroups } from './groups/groups.store';
import { interactionMetricsField } from './interaction-metrics';
import { KeptTexts } from './kept-texts';

export function biModule(): Contributions {
  return { fields: [interactionMetricsField(new KeptTexts())], jobs: [foldJob, reconcileJob] };
}

const foldJob: Job = {
  id: 'bi.fold-groups',
  title: 'Adds up what intake appended to the figures about contacts',
  schedule: '* * * * *',
  run: async ({ writer }) => {
    await foldGroups(writer);
  },
};

const reconcileJob: Job = {
  id: 'bi.reconcile-groups',
  title: 'Compares the figures about contacts with what they are made of, and puts right what differs',
  schedule: '43 2 * * *',
  run: async ({ writer, log }) => {
    const differing = await reconcileGroups(writer);
    if (differing > 0) log('Figures about contacts differed and were put right.', { differing });
  },
};
