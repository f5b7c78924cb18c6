import type { RecordKind } from '../normalise/prepared';

export type ReferenceKind = Extract<RecordKind, 'brand' | 'territory' | 'teamMember' | 'content'>;
export const referenceKinds: readonly ReferenceKind[] = ['territory', 'brand', 'teamMember', 'content'];

export interface StoredCode {
  readonly kind: ReferenceKind;
  readonly code: string;
  readonly id: number;
}

/** Ids of reference data by code: those stored, and those the batch declares item by item. */
export class CodeBook {
  readonly #ids = new Map<ReferenceKind, Map<string, number>>(referenceKinds.map((kind) => [kind, new Map()]));
  readonly #free = new Map<ReferenceKind, number[]>(referenceKinds.map((kind) => [kind, []]));

  /** `free` are ids for codes the batch declares. */
  constructor(stored: readonly StoredCode[], free: readonly Omit<StoredCode, 'code'>[]) {
    for (const { kind, code, id } of stored) this.#ids.get(kind)?.set(code, id);
    for (const { kind, id } of free) this.#free.get(kind)?.push(id);
  }

  idOf(kind: ReferenceKind, code: string): number | undefined {
    return this.#ids.get(kind)?.get(code);
  }

  /** The id of a code, a new one when it is new. */
  declare(kind: ReferenceKind, code: string): number {
    const known = this.idOf(kind, code);
    if (known !== undefined) return known;
    const id = this.#free.get(kind)?.pop();
    if (id === undefined) throw new Error(`The batch declares more codes of ${kind} than ids were drawn for.`);
    this.#ids.get(kind)?.set(code, id);
    return id;
  }

  all(kind: ReferenceKind): ReadonlyMap<string, number> {
    return this.#ids.get(kind) ?? new Map();
  }
}
