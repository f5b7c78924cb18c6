import { boundedLog } from './bounded-log';

describe('the log of a plugin’s job', () => {
  it('takes so many lines of so many characters, and says how many it did not take', () => {
    const lines: (readonly [string, object | undefined])[] = [];
    const { log, end } = boundedLog((message, figures) => void lines.push([message, figures]));
    for (let line = 0; line < 100_000; line += 1) log('x'.repeat(10_000), { line });
    end();
    expect(lines).toHaveLength(101);
    expect(lines[0]).toEqual(['x'.repeat(1_000), { line: 0 }]);
    expect(lines.at(-1)).toEqual(['A job said more than is written', { unsaid: 99_900 }]);
  });

  it('leaves out figures that are too many or refer to themselves', () => {
    const said: (object | undefined)[] = [];
    const { log } = boundedLog((_message, figures) => void said.push(figures));
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    for (const figures of [circle, { text: 'x'.repeat(20_000) }, { rows: 3 }]) log('told', figures);
    expect(said).toEqual([{ figures: 'too many' }, { figures: 'too many' }, { rows: 3 }]);
  });
});
