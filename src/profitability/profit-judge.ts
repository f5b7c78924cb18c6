import { createAccounts } from '../accounting';
import { type ClassJudge, seeingEverything } from '../scoring';
import { dayMs } from '../value';
import { createProfitabilityReader, type ProfitabilityServices } from './profitability-reader';

/** Economic classes under a value model: over its window, in its reporting currency. */
export function profitJudge(services: Pick<ProfitabilityServices, 'channelOf' | 'transactionKinds'>): ClassJudge {
  return {
    kind: 'profit',
    // The rate card is applied when a contact is taken in: another one moves nobody's past.
    canMove: (before, after) =>
      before.reportingCurrency !== after.reportingCurrency || before.money.windowDays !== after.money.windowDays,
    judge: async (reader, customerIds, document, at) => {
      const model = { document };
      const profitability = createProfitabilityReader({ ...services, accounts: createAccounts(model), model });
      const first = new Date(at.getTime() - (document.money.windowDays - 1) * dayMs);
      const days = { from: dayOf(first), to: dayOf(at) };
      const found = await profitability.profitability(seeingEverything(reader), { customerIds, days, edition: null });
      return found.map((one) =>
        one === null ? [] : [{ about: null, class: one.classification.class, reason: one.classification.reason }],
      );
    },
  };
}

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);
