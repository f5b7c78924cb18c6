import { type Role, roleNames } from './roles';

/**
 * `allowed`; `own plugin`: records of the plugin that the credentials name and nothing else; `aggregates`: figures over many
 * customers, of which none is shown; `refused`: FORBIDDEN, before anything is run.
 */
export type Cell = 'allowed' | 'own plugin' | 'aggregates' | 'refused';

export type RootField = `${'Query' | 'Mutation' | 'Subscription'}.${string}`;

const letters: Readonly<Record<string, Cell>> = { A: 'allowed', O: 'own plugin', G: 'aggregates', '-': 'refused' };

/**
 * Who may ask which root field; which rows then come is for the row rules to say. Cells stand in the order of the roles. A
 * test fails when a root field of the core has no line; root fields of plugins are for administrators.
 */
const table: Readonly<Record<RootField, string>> = {
  //                                       admin, marketing, rep, medical, analyst, privacy officer, partner, BI reader
  'Query.brands': /*                    */ 'A A A A A A - A',
  'Query.consistencyIncidents': /*      */ 'A - - - - - - -',
  'Query.contents': /*                  */ 'A A A A A A - -',
  'Query.customer': /*                  */ 'A A A A - A - -',
  'Query.customerByIdentifier': /*      */ 'A A A A - A - -',
  'Query.customers': /*                 */ 'A A A A - A - -',
  'Query.erasurePreview': /*           */ 'A - - - - A - -',
  'Query.erasures': /*                 */ 'A - - - - A - -',
  'Query.exchangeRates': /*             */ 'A A A - A A - A',
  'Query.failedJobs': /*                */ 'A - - - - - - -',
  'Query.importRuns': /*                */ 'A - - - - - - -',
  'Query.interactionMetrics': /*        */ 'A A A A G A - G',
  'Query.interactions': /*              */ 'A A A A - A - -',
  'Query.legalHolds': /*               */ 'A - - - - A - -',
  'Query.me': /*                        */ 'A A A A A A A A',
  'Query.node': /*                      */ 'A A A A - A - -',
  'Query.nodes': /*                     */ 'A A A A - A - -',
  'Query.plugins': /*                   */ 'A A A A A A - -',
  'Query.purchaseFits': /*              */ 'A A - - A A - -',
  'Query.readAudit': /*                */ 'A - - - - A - -',
  'Query.recalculations': /*            */ 'A - - - - - - -',
  'Query.selfReports': /*               */ 'A - - - - - - -',
  'Query.setAsideRecords': /*           */ 'A - - - - - - -',
  'Query.subjectAccess': /*            */ 'A - - - - A - -',
  'Query.teamMembers': /*               */ 'A A A A - A - -',
  'Query.territories': /*               */ 'A A A A A A - A',
  'Query.valueModel': /*                */ 'A A - - A A - -',
  'Query.valueModelComparison': /*      */ 'A - - - - - - -',
  'Query.valueModels': /*               */ 'A A - - A A - -',
  'Mutation.addAffiliation': /*         */ 'A - - - - - - -',
  'Mutation.answerNeed': /*             */ 'A - A A - - - -',
  'Mutation.approveValueModel': /*      */ 'A - - - - - - -',
  'Mutation.assignRelationship': /*     */ 'A - - - - - - -',
  'Mutation.createValueModel': /*       */ 'A - - - - - - -',
  'Mutation.discardSetAsideRecords': /* */ 'A - - - - - - -',
  'Mutation.endAffiliation': /*         */ 'A - - - - - - -',
  'Mutation.endRelationship': /*        */ 'A - - - - - - -',
  'Mutation.placeLegalHold': /*        */ 'A - - - - A - -',
  'Mutation.eraseCustomer': /*         */ 'A - - - - A - -',
  'Mutation.raiseNeed': /*              */ 'A - A A - - - -',
  'Mutation.recordConsent': /*          */ 'A A A A - A - -',
  'Mutation.recordExchangeRates': /*    */ 'A - - - - - - -',
  'Mutation.recordInteractions': /*     */ 'A - A A - - O -',
  'Mutation.recordLedgerEntries': /*    */ 'A - - - - - - -',
  'Mutation.releaseErasureMarks': /*   */ 'A - - - - A - -',
  'Mutation.releaseLegalHold': /*      */ 'A - - - - A - -',
  'Mutation.requestSubjectAccess': /*  */ 'A - - - - A - -',
  'Mutation.resubmitSetAsideRecords': /**/ 'A - - - - - - -',
  'Mutation.retryFailedJobs': /*        */ 'A - - - - - - -',
  'Mutation.retireValueModel': /*       */ 'A - - - - - - -',
  'Mutation.retractInteraction': /*     */ 'A - - - - - - -',
  'Mutation.upsertBrand': /*            */ 'A - - - - - - -',
  'Mutation.upsertContent': /*          */ 'A - - - - - - -',
  'Mutation.upsertCustomer': /*         */ 'A - - - - - - -',
  'Mutation.upsertTeamMember': /*       */ 'A - - - - - - -',
  'Mutation.upsertTerritory': /*        */ 'A - - - - - - -',
  'Mutation.withdrawConsent': /*        */ 'A A A A - A - -',
  'Subscription.interactionRecorded': /**/ 'A A A A - A - -',
  'Subscription.relationshipValueChanged': 'A A A - - A - -',
};

/** The table by root field and role. */
export const access: ReadonlyMap<string, Readonly<Record<Role, Cell>>> = new Map(
  Object.entries(table).map(([field, line]) => [field, cellsOf(field, line)]),
);

function cellsOf(field: string, line: string): Readonly<Record<Role, Cell>> {
  const cells = line.split(' ').map((letter) => letters[letter]);
  if (cells.length !== roleNames.length || cells.includes(undefined))
    throw new Error(`The line of ${field} is malformed.`);
  return Object.fromEntries(roleNames.map((role, index) => [role, cells[index]])) as Record<Role, Cell>;
}
