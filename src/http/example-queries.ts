/** What the explorer opens with, one tab each: valid against the core's schema, whatever plugins are installed. */
export const exampleQueries: readonly string[] = [
  `# Who is worth most? The button above runs this.
query Ranking {
  customers(first: 10, orderBy: VALUE_DESC) {
    totalCount
    nodes {
      id
      displayName
      kind
      segment
      relationshipValue { rvi grade computedAt }
    }
  }
}
`,
  `# One customer as a whole, the most valuable one. Plugins add a field each: press Ctrl-Space in the list of fields.
query WholeCustomer {
  customers(first: 1, orderBy: VALUE_DESC) {
    nodes {
      displayName
      professional { credentials specialty }
      identifiers { system value }
      territory { name }
      relationshipValue {
        rvi
        grade
        explanation { sentences { text value } }
        components {
          id
          value
          byPlugin: contributions(by: PLUGIN) { label value marginalLoss }
          byEvent: contributions(by: EVENT, first: 5) { label value evidence { occurredAt } }
        }
      }
      adoption { brand { name } stage since }
      ledgerSummary { currency net { minorUnits } lines { kind basis amount { minorUnits } } }
      timeline(first: 10) {
        totalCount
        nodes { occurredAt channel type direction brand { name } }
      }
    }
  }
}
`,
  `# Contacts by year and channel, with what they cost.
query ContactsByYear {
  interactionMetrics(dimensions: [PERIOD, CHANNEL], measures: [COUNT, DISTINCT_CUSTOMERS, COST], grain: YEAR) {
    asOf
    rows { period channel count distinctCustomers cost { minorUnits currency } }
  }
}
`,
  `# Run this, then record a contact in another tab or by an import.
subscription News {
  interactionRecorded {
    interaction { occurredAt channel type }
    customer { displayName relationshipValue { value } }
  }
}
`,
  `# What is installed, and how it is doing.
query Plugins {
  plugins { id version title state contributions { channels interactionTypes importers webHooks } }
}
`,
];
