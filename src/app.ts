import { InteractionMeasureEnum } from './bi';
import { biModule } from './bi/module';
import { type ContentServices, contentModule } from './content/module';
import { type CustomersServices, customersModule } from './customers/module';
import { nodeModule } from './execution';
import { type InteractionsServices, interactionsModule } from './interactions/module';
import { type DynamicEnum, measureValues } from './kernel';
import { type LedgerServices, ledgerModule } from './ledger/module';
import { type NeedsServices, needsModule } from './needs/module';
import { type ReferenceDataServices, referenceDataModule } from './reference-data/module';
import { type RelationshipsServices, relationshipsModule } from './relationships/module';
import { type ReviewServices, reviewModule } from './review/module';
import { type ScoringServices, scoringModule } from './scoring/module';
import type { Contributions } from './sdk';

/** What the core features close over. */
export type CoreServices = CustomersServices &
  RelationshipsServices &
  InteractionsServices &
  ContentServices &
  ReferenceDataServices &
  NeedsServices &
  LedgerServices &
  ReviewServices &
  ScoringServices;

/** What the core features contribute. Services may come later (`lateServices`); for printing the schema they never do. */
export function coreModules(services: CoreServices): readonly Contributions[] {
  return [
    nodeModule(),
    customersModule(services),
    relationshipsModule(services),
    interactionsModule(services),
    contentModule(services),
    referenceDataModule(services),
    needsModule(services),
    ledgerModule(services),
    reviewModule(services),
    scoringModule(services),
    biModule(),
  ];
}

/** Enumerations of the core that plugins add values to. */
export const coreEnums: readonly DynamicEnum[] = [{ enumObject: InteractionMeasureEnum, values: measureValues }];
