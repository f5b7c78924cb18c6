import { type ASTVisitor, GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

export interface NodeLimits {
  readonly aliases: number;
  readonly directives: number;
}

/** Refuses documents with more aliases, those of `__typename` included, or directives than any client needs. */
export function nodeLimit(limits: NodeLimits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => {
    const counted = { aliases: 0, directives: 0 };
    return {
      Field: ({ alias }) => {
        if (alias !== undefined) counted.aliases += 1;
      },
      Directive: () => {
        counted.directives += 1;
      },
      Document: {
        leave: () => {
          for (const kind of ['aliases', 'directives'] as const) {
            if (counted[kind] <= limits[kind]) continue;
            const message = `The document has ${counted[kind]} ${kind}; ${limits[kind]} are allowed.`;
            context.reportError(new GraphQLError(message));
          }
        },
      },
    };
  };
}
