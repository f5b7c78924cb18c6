import { type DemoOptions, demoRecords } from './generate';

const options: DemoOptions = { customers: 60, seed: 7, until: new Date('2026-11-01T00:00:00Z') };
const generate = (changed: Partial<DemoOptions> = {}) => [...demoRecords({ ...options, ...changed })];

describe('the demo generator', () => {
  it('gives the same records for the same seed, and others for another', () => {
    expect(generate()).toEqual(generate());
    expect(generate({ seed: 8 })).not.toEqual(generate());
  });

  it('leaves the first customers as they were when there are more of them', () => {
    const few = generate({ customers: 20 });
    expect(generate().slice(0, few.length)).toEqual(few);
  });

  it('covers three years in four channels, with consumers on the web only', () => {
    const contacts = generate().filter((record) => record.kind === 'interaction');
    const channels = new Set(contacts.map((record) => record.type.split('.')[0]));
    const days = contacts.map((record) => record.occurredAt).toSorted();
    expect([...channels].toSorted()).toEqual(['conference', 'email', 'rep', 'web']);
    expect(days[0]?.slice(0, 4)).toBe('2023');
    expect(days.at(-1)?.slice(0, 7)).toBe('2026-10');
    const consumer = 'C-000007';
    const ofConsumer = contacts.filter((record) => record.customer.some((key) => key.value === consumer));
    expect(new Set(ofConsumer.map((record) => record.type.split('.')[0]))).toEqual(new Set(['web']));
  });

  it('gives every record a key of its own', () => {
    const keys = generate().map((record) => `${record.kind} ${record.sourceKey}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
