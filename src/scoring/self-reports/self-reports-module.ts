import { batch, type Contributions, type Job, RapportError, type Reader } from '../../sdk';
import type { ModelInForce } from '../model';
import { earlierMonths, type JudgedMonth, judgeMonths, monthsBefore } from './judge-months';
import { SelfReportMonth, SelfReportsArgs } from './self-report-types';
import { readMonthlyPoints } from './self-reports.store';

export interface SelfReportServices {
  readonly maintenance: { readonly model: ModelInForce };
}

/** What colleagues report by themselves beside what is verified: a score that people are judged by is soon written by them. */
export function selfReportsModule(services: SelfReportServices): Contributions {
  const model = (): ModelInForce => services.maintenance.model;
  return {
    types: [SelfReportMonth],
    fields: [
      {
        on: 'Query',
        name: 'selfReports',
        description:
          'Month by month, how much of what team members’ customers said is known from the members’ own reports alone. By team member, then month.',
        type: () => [SelfReportMonth],
        args: SelfReportsArgs,
        cost: 50,
        source: batch(async (keys, { months }, { reader, now }) => {
          const judged = await selfReports(reader, model(), now, Number(months));
          const rows = judged.map(({ teamMemberId, ...row }) => ({
            ...row,
            team_member_id: teamMemberId,
            label: 'recorded',
          }));
          return keys.map(() => rows);
        }),
      },
    ],
    jobs: [monthlyJob(model)],
  };
}

/** The last whole months before `now`, each held against the months before it. */
async function selfReports(
  reader: Reader,
  { document }: ModelInForce,
  now: Date,
  months: number,
): Promise<readonly JudgedMonth[]> {
  if (!Number.isInteger(months) || months < 1 || months > 24)
    throw new RapportError('BAD_INPUT', `months must be from 1 to 24; ${months} were asked for.`);
  const until = monthsBefore(now.toISOString(), 0);
  const first = monthsBefore(until, months);
  const found = await readMonthlyPoints(reader, document, { from: monthsBefore(first, earlierMonths), until });
  return judgeMonths(found).filter(({ month }) => month >= first);
}

function monthlyJob(model: () => ModelInForce): Job {
  return {
    id: 'core.compare-self-reports',
    title: 'Reports team members whose own reports run ahead of what is verified',
    schedule: '23 4 2 * *',
    run: async ({ writer, now, log }) => {
      const months = await selfReports(writer, model(), now, 1);
      const widening = months.filter(({ gap }) => gap === 'widening');
      for (const { teamMemberId, month, share, usualShare } of widening) {
        log('Self-reports run ahead of what is verified.', { teamMemberId, month, share, usualShare });
      }
      log('Self-reports were compared.', { teamMembers: months.length, widening: widening.length });
    },
  };
}
