import type { MigrationInterface } from 'typeorm';
import { ReferenceData1790000000001 } from '../../migrations/1790000000001-reference-data';
import { Customers1790000000002 } from '../../migrations/1790000000002-customers';
import { Interactions1790000000003 } from '../../migrations/1790000000003-interactions';
import { Value1790000000004 } from '../../migrations/1790000000004-value';
import { Intake1790000000005 } from '../../migrations/1790000000005-intake';
import { Rollups1790000000006 } from '../../migrations/1790000000006-rollups';
import { Bi1790000000007 } from '../../migrations/1790000000007-bi';
import { AffiliationSides1790000000008 } from '../../migrations/1790000000008-affiliation-sides';
import { DerivedRows1790000000009 } from '../../migrations/1790000000009-derived-rows';
import { ValueComponents1790000000010 } from '../../migrations/1790000000010-value-components';
import { ExchangeRates1790000000020 } from '../../migrations/1790000000020-exchange-rates';
import { PurchaseFits1790000000021 } from '../../migrations/1790000000021-purchase-fits';
import { ModelDecisions1790000000030 } from '../../migrations/1790000000030-model-decisions';
import { Recalculation1790000000031 } from '../../migrations/1790000000031-recalculation';
import { PurchaseLawChoice1790000000032 } from '../../migrations/1790000000032-purchase-law-choice';
import { LighterDerivedRows1790000000033 } from '../../migrations/1790000000033-lighter-derived-rows';
import { TouchCostsByCustomer1790000000034 } from '../../migrations/1790000000034-touch-costs-by-customer';
import { AwaitedCustomers1790000000035 } from '../../migrations/1790000000035-awaited-customers';
import { BiValue1790000000036 } from '../../migrations/1790000000036-bi-value';
import { RecordParts1790000000037 } from '../../migrations/1790000000037-record-parts';
import { AnswersKnownSince1790000000038 } from '../../migrations/1790000000038-answers-known-since';
import { NeedVersions1790000000039 } from '../../migrations/1790000000039-need-versions';
import { LawfulBases1790000000040 } from '../../migrations/1790000000040-lawful-bases';
import { ContactGroups1790000000045 } from '../../migrations/1790000000045-contact-groups';
import { Directory1790000000050 } from '../../migrations/1790000000050-directory';
import { BiRowRules1790000000051 } from '../../migrations/1790000000051-bi-row-rules';
import { Consent1790000000060 } from '../../migrations/1790000000060-consent';
import { Privacy1790000000061 } from '../../migrations/1790000000061-privacy';
import { RepresentableValues1790000000064 } from '../../migrations/1790000000064-representable-values';
import { NameParts1790000000065 } from '../../migrations/1790000000065-name-parts';
import { HashedGroupChanges1790000000066 } from '../../migrations/1790000000066-hashed-group-changes';
import { IdempotentAnswers1790000000070 } from '../../migrations/1790000000070-idempotent-answers';
import { Reporters1790000000072 } from '../../migrations/1790000000072-reporters';
import { BiWithoutConsumers1790000000073 } from '../../migrations/1790000000073-bi-without-consumers';
import { Plugins1790000000080 } from '../../migrations/1790000000080-plugins';
import { CoreRead1790000000081 } from '../../migrations/1790000000081-core-read';
import { PluginFailures1790000000085 } from '../../migrations/1790000000085-plugin-failures';
import { ContactGroupVersion1790000000090 } from '../../migrations/1790000000090-contact-group-version';
import { AppendReadAudit1790000000091 } from '../../migrations/1790000000091-append-read-audit';
import { ClaimArrivals1790000000110 } from '../../migrations/1790000000110-claim-arrivals';
import { KeptEvents1790000000111 } from '../../migrations/1790000000111-kept-events';
import { ContributionsByTime1790000000112 } from '../../migrations/1790000000112-contributions-by-time';
import { TouchCostsOnTimeline1790000000113 } from '../../migrations/1790000000113-touch-costs-on-timeline';

/** The core's migrations in the order they run. Listed, not searched for: what runs is what was reviewed. */
export const coreMigrations: readonly (new () => MigrationInterface)[] = [
  ReferenceData1790000000001,
  Customers1790000000002,
  Interactions1790000000003,
  Value1790000000004,
  Intake1790000000005,
  Rollups1790000000006,
  Bi1790000000007,
  AffiliationSides1790000000008,
  DerivedRows1790000000009,
  ValueComponents1790000000010,
  ExchangeRates1790000000020,
  PurchaseFits1790000000021,
  ModelDecisions1790000000030,
  Recalculation1790000000031,
  PurchaseLawChoice1790000000032,
  LighterDerivedRows1790000000033,
  TouchCostsByCustomer1790000000034,
  AwaitedCustomers1790000000035,
  BiValue1790000000036,
  RecordParts1790000000037,
  AnswersKnownSince1790000000038,
  NeedVersions1790000000039,
  LawfulBases1790000000040,
  ContactGroups1790000000045,
  Directory1790000000050,
  BiRowRules1790000000051,
  Consent1790000000060,
  Privacy1790000000061,
  RepresentableValues1790000000064,
  NameParts1790000000065,
  HashedGroupChanges1790000000066,
  IdempotentAnswers1790000000070,
  Reporters1790000000072,
  BiWithoutConsumers1790000000073,
  Plugins1790000000080,
  CoreRead1790000000081,
  PluginFailures1790000000085,
  ContactGroupVersion1790000000090,
  AppendReadAudit1790000000091,
  ClaimArrivals1790000000110,
  KeptEvents1790000000111,
  ContributionsByTime1790000000112,
  TouchCostsOnTimeline1790000000113,
];
