import type { FieldDescription, TypeDescription } from '../catalogue/catalogue';
import { batchResolver } from './batch';
import { connectionResolver } from './connection';
import type { Engine, SourceResolver } from './engine';
import { listResolver } from './list';
import { lookupResolver, nodeResolver, referenceResolver } from './reference';
import { summaryResolver } from './summary';

/** The resolver that a field's source asks for; null when the object carries the value as a property. */
export function sourceResolver(engine: Engine, type: TypeDescription, field: FieldDescription): SourceResolver | null {
  const { source, coordinate } = field;
  switch (source?.kind) {
    case 'reference':
      return referenceResolver(engine, source);
    case 'lookup':
      return lookupResolver(engine, source);
    case 'node':
      return nodeResolver(engine, source);
    case 'list':
      return listResolver(engine, coordinate, source, type.reads);
    case 'connection':
      return connectionResolver(engine, coordinate, source, type.reads);
    case 'summary':
      return type.reads === null ? null : summaryResolver(engine, coordinate, field.type, source, type.reads);
    case 'batch':
      return batchResolver(engine, coordinate, field.type, source, type.reads);
    default:
      return null;
  }
}
