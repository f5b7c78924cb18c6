import { type ConsentEvent, type ConsentQuestion, judgeConsent } from './judge';

const question: ConsentQuestion = {
  channel: 'mail',
  purpose: 'campaign',
  brandId: 7,
  at: new Date('2026-11-21T12:00:00Z'),
};
let next = 0;
const said = (state: ConsentEvent['state'], day: string, more: Partial<ConsentEvent> = {}): ConsentEvent => {
  next += 1;
  return {
    id: `e${next}`,
    state,
    channel: 'mail',
    purpose: 'campaign',
    brandId: 7,
    validFrom: new Date(`2026-${day}T00:00:00Z`),
    validUntil: null,
    ...more,
  };
};
const everything = { channel: null, purpose: null, brandId: null };
const verdict = (...events: readonly ConsentEvent[]) => judgeConsent(events, question).verdict;

describe('the rule of consent', () => {
  it('says nothing where nothing was said', () => expect(verdict()).toBe('none'));

  it.each([
    ['another channel', { channel: 'phone' }],
    ['another purpose', { purpose: 'service' }],
    ['another brand', { brandId: 8 }],
  ])('does not take what was said about %s', (_what, more) => {
    expect(verdict(said('granted', '01-01', more))).toBe('none');
    expect(verdict(said('granted', '01-01'), said('withdrawn', '02-01', more))).toBe('granted');
  });

  it('takes what was said in general', () => {
    expect(verdict(said('granted', '01-01', everything))).toBe('granted');
    expect(verdict(said('withdrawn', '01-01', everything))).toBe('withdrawn');
  });

  it('follows a change of mind, in whichever order it is told', () => {
    const yes = said('granted', '01-01');
    const no = said('withdrawn', '02-01');
    const again = said('granted', '03-01');
    expect(verdict(no, yes)).toBe('withdrawn');
    expect(verdict(again, no, yes)).toBe('granted');
  });

  it('does not let a general yes undo the no to one channel', () =>
    expect(verdict(said('withdrawn', '01-01'), said('granted', '02-01', everything))).toBe('withdrawn'));

  it('lets a yes to one channel open it after a general no', () =>
    expect(verdict(said('withdrawn', '01-01', everything), said('granted', '02-01'))).toBe('granted'));

  it('takes the no of two at the same instant', () =>
    expect(verdict(said('withdrawn', '01-01'), said('granted', '01-01'))).toBe('withdrawn'));

  it('ends with the validity, and the no before it holds again', () => {
    const until = { validUntil: new Date('2026-06-01T00:00:00Z') };
    expect(verdict(said('granted', '01-01', until))).toBe('expired');
    expect(verdict(said('withdrawn', '01-01'), said('granted', '02-01', until))).toBe('withdrawn');
  });

  it('does not begin before its time', () => expect(verdict(said('granted', '12-01'))).toBe('none'));

  it('keeps a brand’s no from the question about no brand in particular', () => {
    const events = [said('granted', '01-01', { brandId: null }), said('withdrawn', '02-01')];
    expect(judgeConsent(events, { ...question, brandId: null }).verdict).toBe('granted');
    expect(judgeConsent(events, question).verdict).toBe('withdrawn');
  });
});
