const graphql = require('@graphql-eslint/eslint-plugin').default;

/** The published schema under the recommended and the Relay rules of graphql-eslint. Code is for Biome. */
module.exports = [
  {
    files: ['schema/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './schema/full.graphql' } },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // Which types have an id is said by Relay's Node, and the type system then demands it of them. Everything else is a
      // value: amounts of money, periods, outcomes, payloads. An id would promise that it can be asked for again.
      '@graphql-eslint/strict-id-in-types': 'off',
      // Lists of rows are connections. Short lists that belong to one object, such as its identifiers or the reasons of a
      // decision, are plain lists of values; the cost of an operation counts them.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
      ],
    },
  },
];
