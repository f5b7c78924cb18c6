/**
 * How each field that JavaScript computes keeps to the rule of who may see what. A new one without a line fails a test.
 *
 * `customer`: its keys are customers, or parts of one, that have passed the rule, and it reads nothing but what is figured
 *   over the whole of that customer, whatever the brand.
 * `visible`: it reads tables with limits of their own, and asks `context.visible` for each.
 * `summable`: it answers figures over many customers, and asks `context.summable` for each table.
 * `open`: it reads nothing that belongs to a customer.
 * `operations`: it shows what runs the platform; its root field is for administrators and model readers alone.
 */
export type BatchDecision = 'customer' | 'visible' | 'summable' | 'open' | 'operations';

export const batchDecisions: Readonly<Record<string, BatchDecision>> = {
  'BrandAdoption.evidence': 'customer',
  'BrandAdoption.optOuts': 'customer',
  'Customer.adoption': 'visible',
  'Customer.channelMoves': 'visible',
  'Customer.contactPressure': 'customer',
  'Customer.lawfulBasis': 'customer',
  'Customer.ledgerSummary': 'visible',
  'Customer.mayContact': 'customer',
  'Customer.netContribution': 'visible',
  'Customer.profitability': 'visible',
  'Customer.relationshipValue': 'customer',
  'Customer.service': 'customer',
  'Customer.usOpenData': 'visible',
  'Query.consistencyIncidents': 'operations',
  'Query.erasurePreview': 'visible',
  'Query.erasures': 'open',
  'Query.exchangeRates': 'open',
  'Query.failedJobs': 'operations',
  'Query.legalHolds': 'visible',
  'Query.interactionMetrics': 'summable',
  'Query.me': 'open',
  'Query.plugins': 'open',
  'Query.purchaseFits': 'open',
  'Query.readAudit': 'visible',
  'Query.recalculations': 'operations',
  'Query.selfReports': 'operations',
  'Query.subjectAccess': 'visible',
  'Query.valueModel': 'operations',
  'Query.valueModelComparison': 'visible',
  'Query.valueModels': 'operations',
  'RelationshipValue.changeSince': 'customer',
  'RelationshipValue.contributions': 'customer',
  'RelationshipValue.digest': 'customer',
  'RelationshipValue.explanation': 'customer',
  'RelationshipValue.interval': 'customer',
  'RelationshipValue.money': 'customer',
  'ValueComponent.basis': 'customer',
  'ValueComponent.contributions': 'customer',
  'ValueModel.changes': 'operations',
  'ValueModel.decisions': 'visible',
};
