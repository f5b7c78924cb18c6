import { daysBefore, defaultDeclarations, expectClose, vectorNow } from '../../test/helpers/value-vectors';
import { defaultModel } from './model/default-model';
import { contactPressure, waitDays } from './pressure';

const model = defaultModel(defaultDeclarations);
const touch = (signal: string, age: number) => ({ signal, amount: 1, occurredAt: daysBefore(age) });
const touches = [touch('rep.visit_held', 2), touch('email.sent', 7), touch('rep.visit_held', 20)];

describe('pressure on a customer', () => {
  it('E-1: adds up decayed loads, and tells how long the next contact has to wait', () => {
    const pressure = contactPressure(touches, model, vectorNow);
    expectClose(pressure, 4.538773);
    expect(waitDays(pressure, 1, model.pressure)).toBe(0);
    expectClose(waitDays(pressure, 3, model.pressure) ?? Number.NaN, 8.36276);
  });

  it('does not come from what the customer does, nor from what lies ahead', () => {
    const others = [touch('email.opened', 1), touch('rep.visit_held', -1)];
    expect(contactPressure([...touches, ...others], model, vectorNow)).toBe(contactPressure(touches, model, vectorNow));
  });

  it('never lets through what alone exceeds the maximum', () => {
    expect(waitDays(0, 7, model.pressure)).toBeNull();
    expect(waitDays(0, 6, model.pressure)).toBe(0);
  });
});
