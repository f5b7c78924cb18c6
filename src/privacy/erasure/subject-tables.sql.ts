/** Parts of what is held on a person. A legal hold keeps whole areas. */
export const areas = {
  identity: 'names, identifiers, contact data and what else describes the person',
  ties: 'relationships and affiliations',
  contacts: 'interactions and everything derived from them',
  money: 'the ledger',
  needs: 'requests and needs',
  consent: 'consents and their proofs',
  intake: 'records set aside, jobs and news that name the person',
  plugins: 'what plugins store in tables of their own',
} as const;
export type Area = keyof typeof areas;
export const areaNames = Object.keys(areas) as readonly Area[];

/** A table that holds data of persons: rows by a condition over `t`, where `$1` is the customer. */
export interface SubjectTable {
  readonly table: `core.${string}`;
  readonly area: Area;
  readonly title: string;
  readonly where: string;
  /** `computed`: follows from other rows; removed with them, and not part of a person's copy. */
  readonly copy: 'rows' | 'computed';
}

const ofCustomer = 't.customer_id = $1';
const table = (
  name: SubjectTable['table'],
  area: Area,
  title: string,
  more: Partial<Pick<SubjectTable, 'where' | 'copy'>> = {},
): SubjectTable => ({ table: name, area, title, where: ofCustomer, copy: 'rows', ...more });

/**
 * Every table with data of persons, in the order in which rows are removed; the customer itself comes last. A test fails
 * when a table is neither here nor in {@link otherTables}.
 */
export const subjectTables: readonly SubjectTable[] = [
  table('core.customer_identifier', 'identity', 'Identifiers'),
  table('core.customer_other_name', 'identity', 'Former and further names'),
  table('core.customer_licence', 'identity', 'Licences'),
  table('core.contact_point', 'identity', 'Telephone numbers, mail and web addresses'),
  table('core.address', 'identity', 'Postal addresses'),
  table('core.relationship', 'ties', 'Relationships with us'),
  table('core.affiliation', 'ties', 'Affiliations', { where: '$1 in (t.customer_id, t.other_customer_id)' }),
  table('core.interaction', 'contacts', 'Contacts'),
  table('core.contribution', 'contacts', 'What each contact says about the relationship'),
  table('core.bucket', 'contacts', 'Sums of it', { copy: 'computed' }),
  table('core.adoption_evidence', 'contacts', 'Evidence for the adoption of a brand'),
  table('core.rollup_customer_month', 'contacts', 'Figures by month', { copy: 'computed' }),
  table('core.rollup_measure_month', 'contacts', 'Measures by month', { copy: 'computed' }),
  table('core.channel_closure', 'contacts', 'Channels the person closed'),
  table('core.consistency_incident', 'contacts', 'Differences found when figures were checked'),
  table('core.customer_value', 'contacts', 'The relationship value as last computed'),
  table('core.ledger_entry', 'money', 'Money'),
  table('core.need', 'needs', 'Requests and needs'),
  table('core.need_version', 'needs', 'What requests and needs were known as before a correction'),
  table('core.consent', 'consent', 'Consents'),
  table('core.subject_access_section', 'identity', 'Copies made for the person', { copy: 'computed' }),
  table('core.subject_access', 'identity', 'Requests for a copy'),
];

/** Kinds of intake claims by the area of what was taken under them. */
export const claimAreas: Readonly<Record<string, Area>> = {
  customer: 'identity',
  identifier: 'identity',
  relationship: 'ties',
  affiliation: 'ties',
  interaction: 'contacts',
  ledger: 'money',
  need: 'needs',
  consent: 'consent',
};

/** Every other table, with why erasing a person leaves it alone or how it is dealt with. */
export const otherTables: Readonly<Record<string, string>> = {
  'core.customer': 'Goes last; while a hold keeps an area, an empty row stays to which its rows belong.',
  'core.legal_hold': 'Goes with the customer; while it holds, it says why rows are still there.',
  'core.intake_claim': 'Swept by customer and by what was taken (erasure/sweep.store.ts).',
  'core.intake_set_aside': 'Swept by every identifier of the person (erasure/sweep.store.ts).',
  'core.idempotent_answer':
    'Answers that show the customer are removed (erasure/sweep.store.ts); the others cannot be read without their key.',
  'core.outbox': 'Swept by customer (erasure/sweep.store.ts).',
  'core.read_audit':
    'Who read whose data must stay provable. It holds a number, which nothing leads from to a person any more.',
  'core.erasure': 'Proves the erasure; holds a number, no data.',
  'core.erasure_receipt': 'Proves the erasure; holds names of tables and counts.',
  'core.erasure_mark': 'Keyed hashes, so that a file does not bring the person back.',
  'core.recalculation': 'Holds the number of the last customer reached, as a position.',
  'core.import_run': 'About files, not persons.',
  'core.purchase_fit':
    'Parameters fitted to a whole segment; fitted anew without the person, and the earlier ones removed, right after an erasure.',
  'core.value_model': 'No persons.',
  'core.value_model_decision': 'Comparisons over everybody, without customers.',
  'core.hook_fixture': 'No persons.',
  'core.plugin': 'No persons.',
  'core.plugin_removal':
    'Proves the removal of what a plugin brought in; holds names of tables, counts and a position.',
  'core.count_measure': 'No persons.',
  'core.contact_group': 'Sums over customers, which lose the person with their contacts.',
  'core.contact_group_change': 'Added up with every erasure, so that no change stands alone.',
  'core.contact_group_version': 'No persons.',
  'core.brand': 'No persons.',
  'core.lawful_basis': 'No persons.',
  'core.content': 'No persons.',
  'core.territory': 'No persons.',
  'core.exchange_rate': 'No persons.',
  'core.exchange_rate_edition': 'No persons.',
  'core.bi_reader': 'Our own people and tools, no customers.',
  'core.directory_entry': 'Our own people and tools, no customers.',
  'core.member_territory': 'Our own people, no customers.',
  'core.team': 'Our own people, no customers.',
  'core.team_member': 'Our own people, no customers.',
  'core.team_membership': 'Our own people, no customers.',
  'core.migration': 'No persons.',
};
