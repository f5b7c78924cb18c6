import { z } from '../../sdk';
import { modelDocumentSchema } from '../../value';

/** The JSON Schema of value model documents, for editors and for whoever writes one. */
export function valueModelSchemaDocument(): string {
  const schema = z.toJSONSchema(modelDocumentSchema, { target: 'draft-2020-12' });
  const about = {
    title: 'Rapport value model',
    description:
      'Everything a relationship value depends on besides the events. Generated from the platform; `npm run golden` refreshes it.',
  };
  const { $schema, ...rest } = schema;
  return `${JSON.stringify({ $schema, ...about, ...rest }, null, 2)}\n`;
}
