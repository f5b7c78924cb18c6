/** The contract between the platform and its plugins. Everything a plugin may import stands in this list. */
export { z } from 'zod';
export { type ConsentPurpose, consentPurposes, type LegalBasis } from './consent';
export type { Bind, Principal, Reach, ReadContext, Reader, Statement, TableName, Visible } from './context';
export type {
  Contributions,
  FieldContribution,
  GraphQLClass,
  InteractionType,
  MeasureDeclaration,
} from './contributions';
export { type ErrorCode, errorCodes } from './error-codes';
export { isRapportError, RapportError } from './errors';
export type { FinishedAnswer, SelectedField } from './finished-answer';
export * from './graphql';
export { emailKey, emailSystem, isNpi, isValidIdentifier, npiSystem } from './identifiers';
export { type CsvItem, type CsvOptions, type CsvRow, readCsv } from './intake/csv';
export { customerKeysFrom } from './intake/customer-columns';
export type {
  Importer,
  ImportFile,
  IntakeItem,
  ItemPosition,
  Rejection,
  RepeatPolicy,
  WebHookAdapter,
  WebHookRequest,
} from './intake/doors';
export { asNumber, asObject, asText, isObject, parseJson, present } from './intake/foreign';
export { withParts } from './intake/parts';
export type {
  AffiliationRecord,
  Basis,
  BrandRecord,
  ConsentRecord,
  ContentRecord,
  CustomerKey,
  CustomerKind,
  CustomerRecord,
  CustomerStatus,
  ExchangeRatesRecord,
  IdentifierRecord,
  IntakeRecord,
  InteractionRecord,
  LedgerKind,
  LedgerLine,
  LedgerRecord,
  NeedRecord,
  PersonName,
  PostalAddress,
  RecordPart,
  RelationshipRecord,
  TeamMemberRecord,
  TerritoryRecord,
} from './intake/records';
export { sameSecret } from './intake/secrets';
export { occurredAtFrom } from './intake/time';
export { currencyDigits, majorUnits, parseMinorUnits } from './money';
export { type ObjectTypeDefinition, type ObjectTypeField, objectType } from './object-type';
export { definePlugin, type Plugin, type PluginDefinition, type PluginFactory, type PluginManifest } from './plugin';
export { CalendarDate, CountryCode, CurrencyCode, DateTime, JsonObject, SafeInt } from './scalars';
export {
  type BatchScoringHook,
  type ContributionColumns,
  contributionsByRow,
  type EventColumns,
  eventColumns,
  type TextColumn,
} from './score-batch';
export {
  type AdoptionDeclaration,
  type ChannelDeclaration,
  type Contribution,
  type CostDeclaration,
  type Direction,
  type HalfLifeDays,
  halfLives,
  type InteractionEvent,
  type ScoreContext,
  type ScoringHook,
  type SignalDeclaration,
  type SignalDefaults,
  type Stage,
} from './scoring';
export {
  type BatchSource,
  batch,
  byId,
  type ColumnSource,
  type ConnectionSource,
  column,
  connection,
  countOf,
  type DetailsSource,
  distinct,
  type FieldSource,
  type Figure,
  type Filter,
  From,
  FromTable,
  fromDetails,
  type GlobalIdSource,
  globalId,
  type KeyType,
  type ListSource,
  type LookupSource,
  latestOf,
  list,
  lookup,
  type MoneySource,
  money,
  type NodeSource,
  type Ordering,
  type OrderTerm,
  type PartSource,
  part,
  type ReferenceSource,
  ratioOf,
  reference,
  referenceWithin,
  type SummarySource,
  storedBatch,
  summary,
  sumOf,
  type TableSource,
  within,
} from './source';
export {
  type CoreView,
  coreViews,
  type Job,
  type JobContext,
  type PluginMigration,
  type PluginStorage,
  type SubjectData,
  type Writer,
} from './storage';
export type { StoredAnswer, StoredField } from './stored-answer';
export { connectionType, PageInfo } from './types/connection';
export { Customer, Organization, Person, Professional } from './types/customer';
export { CustomerKindEnum, CustomerStatusEnum, DirectionEnum } from './types/enums';
export { Interaction, UnknownInteraction } from './types/interaction';
export { Money } from './types/money';
export { Node } from './types/node';
export { defaultPageSize, maximumPageSize, PageArgs } from './types/page-args';
export { Brand, Content, TeamMember, Territory } from './types/reference-data';
