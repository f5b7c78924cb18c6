/** A query to begin with; `title` for the terminal, the rest for the explorer's tabs. */
export interface ExampleQuery {
  readonly query: string;
  readonly variables?: string;
}

/** Valid against the core schema, whatever plugins are installed; a test keeps them so. */
export const exampleQueries: readonly ExampleQuery[] = [
  {
    query: `# Who is worth what? Press the play button.
query Customers {
  customers(first: 10) {
    edges {
      node {
        id
        displayName
        kind
        segment
        relationshipValue {
          value
          grade
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  },
];
