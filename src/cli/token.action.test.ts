import { blindness } from './token.action';

const nothing = { subject: 'ada', territory: [], country: [], brand: [], purpose: [], source: [], hours: 8 };

describe('a development token', () => {
  it('is given with a warning when its roles see only what is named, and nothing is', () => {
    expect(blindness({ ...nothing, role: ['rep'] })).toBe(
      "Without --territory rep sees nothing, unless the directory says what is ada's. All of it: --territory '*'.",
    );
    expect(blindness({ ...nothing, role: ['rep', 'marketing'], territory: ['U4'] })).toContain('--brand');
  });

  it('is given without one when they see everything, or what is named', () => {
    expect(blindness({ ...nothing, role: ['admin'] })).toBeNull();
    expect(blindness({ ...nothing, role: ['rep'], territory: ['*'] })).toBeNull();
  });
});
