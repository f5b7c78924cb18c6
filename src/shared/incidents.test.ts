import { incidents, noteIncident } from './incidents';

it('counts lines of the log by their text, and tells no more than some hundred texts apart', () => {
  noteIncident('error', 'A field failed');
  noteIncident('error', 'A field failed');
  for (let number = 0; number < 500; number += 1) noteIncident('warn', `number ${number}`);
  expect(incidents()).toContainEqual({ level: 'error', what: 'A field failed', count: 2 });
  expect(incidents().length).toBeLessThanOrEqual(202);
  const counted = incidents().reduce((sum, { count }) => sum + count, 0);
  expect(counted).toBe(502);
});
