import { randomUUID } from 'node:crypto';
import { EventPlaces } from './event-places';

describe('places of events', () => {
  it('are found by customer and id, wherever the id stands', () => {
    const ids = Array.from({ length: 300 }, () => randomUUID());
    const slots = Int32Array.from(ids, (_, place) => place % 7);
    const places = new EventPlaces(ids, slots);
    for (const [place, id] of ids.entries()) {
      expect(places.find(place % 7, `12 ${id} rest`, 3)).toBe(place);
      expect(places.find((place + 1) % 7, id, 0)).toBe(-1);
    }
    expect(places.find(0, randomUUID(), 0)).toBe(-1);
  });

  it('are kept apart where ids are alike in their last digits, or customers share an id', () => {
    const ids = ['0', '1', '0'].map((digit) => `${digit}1111111-1111-4111-8111-111111111111`);
    const places = new EventPlaces(ids, Int32Array.of(0, 0, 1));
    expect([places.find(0, ids[0] ?? '', 0), places.find(0, ids[1] ?? '', 0), places.find(1, ids[0] ?? '', 0)]).toEqual(
      [0, 1, 2],
    );
  });

  it('are none where there are no events', () => {
    expect(new EventPlaces([], new Int32Array(0)).find(0, randomUUID(), 0)).toBe(-1);
  });
});
