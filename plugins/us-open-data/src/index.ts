import { definePlugin } from 'rapport/sdk';
import { customerField } from './customer/field';
import { UsOpenDataCustomer } from './customer/types';
import { nppesImporter } from './nppes/importer';
import { crosswalkImporter } from './open-payments/crosswalk';
import { openPaymentsGeneralImporter } from './open-payments/general';
import { openPaymentsPhysiciansImporter } from './open-payments/physicians';
import { openPaymentsProfilesImporter } from './open-payments/profiles';
import { openPaymentsResearchImporter } from './open-payments/research';
import { partDDrugsImporter } from './part-d/drugs';
import { partDLinkedProvidersImporter } from './part-d/linked-providers';
import { partDProvidersImporter } from './part-d/providers';

export default definePlugin({
  id: 'us-open-data',
  version: '0.1.0',
  title: 'US open data',
  description: 'NPPES, CMS Open Payments and Medicare Part D as sources of customers, contacts and money.',
  engine: '^0.1.0',
  requires: { rep: '^0.1.0', conference: '^0.1.0' },
  contribute: () => ({
    types: [UsOpenDataCustomer],
    fields: [customerField],
    importers: [
      nppesImporter,
      partDProvidersImporter,
      partDLinkedProvidersImporter,
      partDDrugsImporter,
      crosswalkImporter,
      openPaymentsProfilesImporter,
      openPaymentsPhysiciansImporter,
      openPaymentsGeneralImporter,
      openPaymentsResearchImporter,
    ],
  }),
});
