import { type DeclaredParts, declaredParts, type ModelDeclarations } from './default-model';
import type { ModelDocument } from './document';

/** The next document, and in words what made it necessary. */
export interface Successor {
  readonly document: ModelDocument;
  readonly reasons: readonly string[];
}

/**
 * What must follow the document in force so that every installed hook can be scored: declarations it lacks are added
 * with their defaults, plugin versions brought up to date. What it says already stays, and so does what it says about
 * plugins no longer installed: dropping their weight is a decision, not a side effect of a start. Null: nothing lacks.
 */
export function successorModel(inForce: ModelDocument, declarations: ModelDeclarations): Successor | null {
  const declared = declaredParts(declarations);
  const reasons = [...lacking(inForce, declared)];
  if (reasons.length === 0) return null;
  const { evidence, ...parts } = declared;
  const document: ModelDocument = {
    ...inForce,
    name: nextName(inForce.name),
    plugins: { ...inForce.plugins, ...parts.plugins },
    channels: { ...parts.channels, ...inForce.channels },
    signals: { ...parts.signals, ...inForce.signals },
    costs: { ...parts.costs, ...inForce.costs },
    adoption: { ...inForce.adoption, evidence: { ...evidence, ...inForce.adoption.evidence } },
  };
  return { document, reasons };
}

function* lacking(inForce: ModelDocument, declared: DeclaredParts): Generator<string> {
  yield* newKeys('channel', declared.channels, inForce.channels);
  yield* newKeys('signal', declared.signals, inForce.signals);
  yield* newKeys('cost of', declared.costs, inForce.costs);
  yield* newKeys('adoption evidence', declared.evidence, inForce.adoption.evidence);
  for (const [plugin, version] of Object.entries(declared.plugins)) {
    const known = inForce.plugins[plugin];
    if (known !== undefined && known !== version) yield `plugin ${plugin} ${known} became ${version}`;
  }
}

function* newKeys(kind: string, declared: object, known: object): Generator<string> {
  for (const key of Object.keys(declared)) {
    if (!Object.hasOwn(known, key)) yield `new ${kind} ${key}`;
  }
}

/** `vm-1.0.0` -> `vm-1.0.0+1` -> `vm-1.0.0+2`. */
function nextName(name: string): string {
  const [, base, count] = /^(.*?)(?:\+(\d+))?$/.exec(name) ?? [];
  return `${base}+${Number(count ?? 0) + 1}`;
}
