/** Kinds of data that not everybody who may see a customer may see. */
export const dataClasses = {
  contact: 'how to reach a person: contact points and addresses',
  money: 'what a customer brings and costs: ledger entries and everything computed from them',
  prescriptions: 'prescription-like market figures: modelled revenue in the ledger',
  consumers: 'patients and consumers',
} as const;
export type DataClass = keyof typeof dataClasses;

/** What data may be asked for. A caller states one of those that its credentials allow. */
export const purposes = {
  campaign: 'choosing and addressing the recipients of a message',
  'medical-inquiry': 'answering a question that a person asked',
  service: 'helping a person who asked for help',
  analysis: 'studies of markets and of our own work',
} as const;
export type Purpose = keyof typeof purposes;

/** Limits of a reach. */
export type Dimension = 'territories' | 'countries' | 'brands';

export interface RoleRule {
  readonly description: string;
  /** Whether rows are shown at all, within the caller's reach. */
  readonly rows: 'within reach' | 'never';
  /** Whether figures over many customers are shown, within the caller's reach. */
  readonly aggregates: 'within reach' | 'never';
  /** Fewest customers that a figure may be of; absent: any number. For roles that see no rows, whom a figure of one would show. */
  readonly smallestGroup?: number;
  /** Limits that credentials or directory must name (`*` for everything): while they do not, nothing is seen. */
  readonly needs: readonly Dimension[];
  /** Kinds of data that are shown always; or only when the request states one of these purposes. Others never. */
  readonly shows: Readonly<Partial<Record<DataClass, 'always' | readonly Purpose[]>>>;
  /** What runs the platform itself: imports, records set aside, incidents. */
  readonly operations?: 'shown';
}

/** Fewer customers than these could be told apart by who knows some of them: the floor that health data are published with. */
const floorOfHealthData = 11;

const everything = { contact: 'always', money: 'always', prescriptions: 'always', consumers: 'always' } as const;

/** The roles. A principal with several may do what any of them may, within all limits that one of them needs. */
export const roles = {
  admin: {
    description: 'Runs the platform.',
    rows: 'within reach',
    aggregates: 'within reach',
    needs: [],
    shows: everything,
    operations: 'shown',
  },
  marketing: {
    description: 'Plans and judges campaigns of brands.',
    rows: 'within reach',
    aggregates: 'within reach',
    needs: ['brands'],
    shows: { contact: ['campaign', 'service'], money: 'always', prescriptions: 'always', consumers: ['service'] },
  },
  rep: {
    description: 'Calls on customers of a territory; a manager sees those of the team.',
    rows: 'within reach',
    aggregates: 'within reach',
    needs: ['territories'],
    shows: { contact: 'always', money: 'always' },
  },
  medical: {
    description: 'Medical science liaison: answers scientific questions, and knows nothing of money.',
    rows: 'within reach',
    aggregates: 'within reach',
    needs: ['territories'],
    shows: { contact: 'always', consumers: ['medical-inquiry'] },
  },
  analyst: {
    description: 'Reads figures over many customers, never a customer.',
    rows: 'never',
    aggregates: 'within reach',
    smallestGroup: floorOfHealthData,
    needs: ['countries'],
    shows: { money: 'always', prescriptions: 'always' },
  },
  'privacy-officer': {
    description: 'Answers for the data of persons.',
    rows: 'within reach',
    aggregates: 'within reach',
    needs: [],
    shows: everything,
  },
  partner: {
    description: 'A partner’s service that brings in the records of one plugin and reads nothing.',
    rows: 'never',
    aggregates: 'never',
    needs: [],
    shows: {},
  },
  'bi-reader': {
    description: 'A BI tool: figures over many customers, never a customer.',
    rows: 'never',
    aggregates: 'within reach',
    smallestGroup: floorOfHealthData,
    needs: ['countries'],
    shows: { money: 'always', prescriptions: 'always' },
  },
} as const satisfies Readonly<Record<string, RoleRule>>;

export type Role = keyof typeof roles;
export const roleNames = Object.keys(roles) as readonly Role[];
