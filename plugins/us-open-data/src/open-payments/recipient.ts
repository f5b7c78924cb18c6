import { type CustomerKey, type CustomerRecord, RapportError } from 'rapport/sdk';
import { ccnKey, entityKey, hospitalKey, npiKey, profileKey } from '../reading/keys';
import { present } from '../reading/present';
import type { TableRow } from '../reading/table';
import { licencesOf, specialtyName } from './physician';
import { readPlace, recipientPlace } from './place';

export const openPaymentsSource = 'us-open-payments';

/** Who received a payment: how to find the customer, and the master data when the row carries any. */
export interface Recipient {
  readonly kind: 'person' | 'organization';
  readonly key: CustomerKey;
  readonly customer?: CustomerRecord;
}

/** Physicians and, from 2021 on, other practitioners by profile id (or NPI); hospitals by CCN; other bodies by name. */
export function readRecipient(row: TableRow): Recipient {
  const profile = row.text('Covered_Recipient_Profile_ID', 'Physician_Profile_ID');
  const npi = row.text('Covered_Recipient_NPI');
  if (profile !== '' || npi !== '') return readPerson(row, profile, npi);
  const hospital = row.text('Teaching_Hospital_Name');
  const ccn = row.text('Teaching_Hospital_CCN');
  const hospitalId = row.text('Teaching_Hospital_ID');
  if (ccn !== '') return organization(row, ccnKey(ccn), hospital);
  if (hospitalId !== '') return organization(row, hospitalKey(hospitalId), hospital);
  const entity = row.text('Noncovered_Recipient_Entity_Name');
  if (entity === '') throw new RapportError('RECORD_MALFORMED', 'The row names no recipient by id or name.');
  return organization(row, entityKey(entity, row.text('Recipient_State')), entity);
}

function readPerson(row: TableRow, profile: string, npi: string): Recipient {
  const identifiers = [...(profile === '' ? [] : [profileKey(profile)]), ...(npi === '' ? [] : [npiKey(npi)])];
  const [key] = identifiers;
  if (key === undefined) throw new RapportError('RECORD_MALFORMED', 'The row names no physician.');
  const family = row.text('Covered_Recipient_Last_Name', 'Physician_Last_Name');
  if (family === '') return { kind: 'person', key };
  const customer: CustomerRecord = {
    kind: 'customer',
    source: openPaymentsSource,
    sourceKey: `recipient/${key.system}/${key.value}`,
    customerKind: 'professional',
    identifiers,
    precedence: 'fill',
    ...present({
      name: present({
        given: row.text('Covered_Recipient_First_Name', 'Physician_First_Name'),
        middle: row.text('Covered_Recipient_Middle_Name', 'Physician_Middle_Name'),
        family,
        suffix: row.text('Covered_Recipient_Name_Suffix', 'Physician_Name_Suffix'),
      }),
      specialty: present({ name: specialtyName(row.text('Covered_Recipient_Specialty_1', 'Physician_Specialty')) }),
      licences: licencesOf(row, 'Covered_Recipient_License_State_code', 'Physician_License_State_code'),
      ...readPlace(row, recipientPlace),
    }),
  };
  return { kind: 'person', key, customer };
}

function organization(row: TableRow, key: CustomerKey, name: string): Recipient {
  const customer: CustomerRecord = {
    kind: 'customer',
    source: openPaymentsSource,
    sourceKey: `recipient/${key.system}/${key.value}`,
    customerKind: 'organization',
    identifiers: [key],
    precedence: 'fill',
    ...present({ organizationName: name, ...readPlace(row, recipientPlace) }),
  };
  return { kind: 'organization', key, customer };
}
