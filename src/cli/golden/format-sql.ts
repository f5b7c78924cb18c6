/**
 * Lays out a planned statement for people: every subquery one step further in, every clause and every JSON key on a line
 * of its own. Nothing but space outside of literals is changed.
 */
export function formatSql(text: string): string {
  const lines = new Lines();
  /** For every open parenthesis, whether a query stands in it. */
  const open: boolean[] = [];
  for (const token of tokensOf(text)) {
    const inQuery = open.at(-1) ?? true;
    if (token === '(select') {
      open.push(true);
      lines.write('(').indent().write('select');
    } else if (token === '(') {
      open.push(false);
      lines.write(token);
    } else if (token === ')') {
      if (open.pop() === true) lines.outdent();
      lines.write(token);
    } else if (inQuery && clauses.has(token)) lines.next().write(token);
    else if (startsKey(token)) lines.next().write(token);
    else lines.write(token);
  }
  return lines.text();
}

const clauses = new Set(['from', 'where', 'group by', 'order by', 'limit', 'cross join', 'left join']);

/** A literal that begins a key or an object, as in `',"name":'`. */
const startsKey = (token: string): boolean => /^'[{,[]?[{,]"[A-Za-z_]/.test(token);

/** Literals, words, the openings of subqueries, single signs and spaces. */
function tokensOf(text: string): readonly string[] {
  const pattern = /E?'(?:[^']|'')*'|\(select\b|(?:group|order) by\b|(?:cross|left) join\b|"[^"]*"|[\w$.]+|\s+|./gs;
  return text.match(pattern)?.map((token) => (/^\s/.test(token) ? ' ' : token)) ?? [];
}

class Lines {
  readonly #done: string[] = [];
  #line = '';
  #depth = 0;

  write(token: string): this {
    if (this.#line !== '' || token !== ' ') this.#line += token;
    return this;
  }

  next(): this {
    if (this.#line.trim() !== '') this.#done.push(`${'  '.repeat(this.#depth)}${this.#line.trimEnd()}`);
    this.#line = '';
    return this;
  }

  indent(): this {
    this.next();
    this.#depth += 1;
    return this;
  }

  outdent(): this {
    this.next();
    this.#depth -= 1;
    return this;
  }

  text(): string {
    return this.next().#done.join('\n');
  }
}
