import { encodeCursor } from '../../shared/keyset-cursor';
import { added, termColumn } from '../sql/select-list';
import type { EntityMaker } from './entities';
import type { PageWindow } from './page-window';
import { type Entity, type Row, rowOf } from './rows';

/** An item with its place, as the Edge type of a connection shows it. */
export class Edge {
  readonly node: Entity;
  readonly #window: PageWindow;

  constructor(node: Entity, window: PageWindow) {
    this.node = node;
    this.#window = window;
  }

  /** Made when asked for: most queries select no cursors. */
  get cursor(): string {
    const row = rowOf(this.node);
    const values = this.#window.ordering.terms.map((_, index) => String(row[termColumn(index)]));
    return encodeCursor(this.#window.list, values);
  }
}

/** One page of one parent. */
export interface Page {
  readonly edges: readonly Edge[];
  readonly nodes: readonly Entity[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Makes a page of the rows that a slice statement answered for one parent: one row more than wanted tells that there is more. */
export function pageOf(rows: readonly Row[], window: PageWindow, make: EntityMaker): Page {
  const found = rows.filter((row) => row[termColumn(0)] !== null);
  const kept = found.slice(0, window.size);
  const nodes = (window.reading === 'forward' ? kept : kept.toReversed()).map(make);
  const edges = nodes.map((node) => new Edge(node, window));
  return { edges, nodes, pageInfo: pageInfoOf(edges, window, found.length > kept.length, rows[0]) };
}

export function emptyPage(): Page {
  const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
  return { edges: [], nodes: [], pageInfo };
}

/** In reading direction the extra row decides, or else whether items lie beyond the other cursor; against it, the cursor that was read from. */
function pageInfoOf(
  edges: readonly Edge[],
  { reading }: PageWindow,
  more: boolean,
  first: Row | undefined,
): Page['pageInfo'] {
  const itemsBefore = first?.[added.itemsBefore] === true;
  const itemsAfter = first?.[added.itemsAfter] === true;
  return {
    hasNextPage: (reading === 'forward' && more) || itemsAfter,
    hasPreviousPage: (reading === 'backward' && more) || itemsBefore,
    get startCursor() {
      return edges[0]?.cursor ?? null;
    },
    get endCursor() {
      return edges.at(-1)?.cursor ?? null;
    },
  };
}
