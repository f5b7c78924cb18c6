import { type DomainApi, openDomain } from '../../test/helpers/domain-api';
import type { Principal } from '../sdk';
import { shownFits } from './shown-fits';

const law = (segment: string, customers: number, withRepeats = 0) => ({ segment, customers, withRepeats });
const segmentsOf = (fits: readonly { readonly segment: string }[]) => fits.map(({ segment }) => segment);

describe('laws of buying of small segments', () => {
  it('are shown to those who see customers', () => {
    const fits = [law('', 40), law('A', 37), law('B', 3)];
    expect(shownFits(fits, 1)).toEqual(fits);
  });

  it('are withheld from those who see groups only, with another that would tell them by subtraction', () => {
    expect(segmentsOf(shownFits([law('', 103), law('A', 60), law('B', 40), law('C', 3)], 11))).toEqual(['', 'A']);
    expect(segmentsOf(shownFits([law('', 100), law('A', 60), law('B', 40)], 11))).toEqual(['', 'A', 'B']);
  });

  it('are those of few who bought again, too', () => {
    expect(segmentsOf(shownFits([law('', 200, 99), law('A', 100, 50), law('B', 60, 46), law('C', 40, 3)], 11))).toEqual(
      ['', 'A'],
    );
  });

  it('count customers of no segment', () => {
    // Three customers are in none: all, without those of A, would be them.
    expect(segmentsOf(shownFits([law('', 63), law('A', 60)], 11))).toEqual(['']);
    expect(segmentsOf(shownFits([law('', 9), law('A', 9)], 11))).toEqual([]);
  });
});

describe('purchaseFits', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
    await api.database.transaction((writer) =>
      writer.execute({
        text: `insert into core.purchase_fit (id, segment, observed_until, fitted_at, reporting_currency, customers,
            with_repeats, purchases, spend, margin)
          select gen_random_uuid(), segment, '2026-01-01', now(), 'EUR', customers, 0, refusal, refusal, 0.5
          from (values ('', 103), ('A', 60), ('B', 40), ('C', 3)) as f (segment, customers),
            (values ('{"kind": "not stated", "reason": "too few"}'::jsonb)) as r (refusal)`,
      }),
    );
  });
  afterAll(() => api.close());

  it('shows an analyst no segment of few customers', async () => {
    const analyst: Principal = { subject: 'lee', name: 'Lee', roles: ['analyst'], reach: { countries: null } };
    const ask = async (principal?: Principal) => {
      const { data, errors } = await api.ask('{ purchaseFits { segment customers } }', {}, principal);
      expect(errors).toEqual([]);
      return data.purchaseFits.map(({ segment }: { segment: string | null }) => segment);
    };
    expect(await ask()).toEqual([null, 'A', 'B', 'C']);
    expect(await ask(analyst)).toEqual([null, 'A']);
  });
});
