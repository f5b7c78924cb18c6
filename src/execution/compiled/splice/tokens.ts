/**
 * Signs that the text of an answer carries beside JSON. JSON texts of PostgreSQL escape all control characters, so none
 * of them can come from data.
 */
export const signs = {
  /** Something stands here that GraphQL answers with an error; the operation is then left to graphql-js. */
  broken: '\u0001',
  /** Stands before and after the token of a hole: `<sign><index of the hole>:<its key as JSON><sign>`. */
  hole: '\u0002',
  /** Stands before and after the key of a customer whose data the answer shows, for the read audit. */
  read: '\u0003',
  /** Stands before and after what is known of a plugin that did not answer, as JSON: `null` with an error stands there. */
  gap: '\u0004',
  /** Stands before and after JSON that PostgreSQL spells in another way than JavaScript: `1e-07`, `{"a": 1.0}`. */
  respell: '\u0005',
} as const;

/** A piece of an answer: JSON text as it is, or the place of a hole. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'hole'; readonly hole: number; readonly key: string | number };

/** Takes an answer apart; places of the same hole keep the order of the answer. */
export function segmentsOf(text: string): readonly Segment[] {
  return text.split(signs.hole).map((piece, index): Segment => {
    if (index % 2 === 0) return { kind: 'text', text: piece };
    const colon = piece.indexOf(':');
    const key = JSON.parse(piece.slice(colon + 1)) as string | number;
    return { kind: 'hole', hole: Number(piece.slice(0, colon)), key };
  });
}

/** Takes out whose data an answer shows, and leaves the answer. */
export function withoutReads(text: string): { readonly text: string; readonly customers: ReadonlySet<number> } {
  const customers = new Set<number>();
  let [without, from] = ['', 0];
  for (let begin = text.indexOf(signs.read); begin !== -1; begin = text.indexOf(signs.read, from)) {
    const end = text.indexOf(signs.read, begin + 1);
    if (end > begin + 1) customers.add(Number(text.slice(begin + 1, end)));
    without += text.slice(from, begin);
    from = end + 1;
  }
  return { text: without + text.slice(from), customers };
}

/** Spells everything as JavaScript does. */
export function respelled(text: string): string {
  if (!text.includes(signs.respell)) return text;
  const pieces = text.split(signs.respell);
  return pieces.map((piece, index) => (index % 2 === 0 ? piece : JSON.stringify(JSON.parse(piece)))).join('');
}
