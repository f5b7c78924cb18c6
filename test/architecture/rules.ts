/** Who may import whom, each rule with its reason. Rooms are folders under src; a file belongs to the first rule that matches it. */
export interface ImportRule {
  readonly room: string;
  /** Rooms, besides itself, that its files may import. */
  readonly mayImport: readonly string[];
  readonly reason: string;
  /** A feature is entered through its index only. */
  readonly feature?: true;
}

/** What every feature may use: the contract, small tools, and the rooms that serve features. */
const serving = ['sdk', 'shared', 'db', 'ingest', 'execution', 'kernel'] as const;

/** Rooms that take functions of the contract from the file that has them, `sdk/errors`: its index loads what writes GraphQL types. */
export const roomsWithoutApi: ReadonlyMap<string, string> = new Map([
  ['shared', 'Small tools are small to load.'],
  ['config', 'Every command reads its configuration; most show no API.'],
  ['db', 'Commands and jobs open databases that no API is read from.'],
]);

export const importRules: readonly ImportRule[] = [
  { room: 'sdk', mayImport: [], reason: 'The contract stands alone, so that a plugin author sees all of it.' },
  { room: 'shared', mayImport: ['sdk'], reason: 'Small tools know no feature.' },
  {
    room: 'value',
    mayImport: ['sdk', 'shared'],
    reason: 'Pure arithmetic: no clock, no database, so that it can be repeated and proved.',
  },
  {
    room: 'economics',
    mayImport: ['sdk', 'shared', 'value'],
    reason: 'Money is arithmetic too: what is realised and what is expected must be repeatable without a database.',
  },
  {
    room: 'accounting',
    mayImport: ['sdk', 'shared', 'value', 'economics'],
    reason: 'Money is read in one place, below the value that counts it and the features that show it.',
  },
  {
    room: 'config',
    mayImport: ['sdk', 'shared'],
    reason: 'Configuration is read once and knows nothing of what it configures.',
  },
  { room: 'kernel', mayImport: ['sdk', 'shared'], reason: 'The engine knows no feature and no channel.' },
  {
    room: 'isolation',
    mayImport: ['sdk', 'shared', 'kernel', 'auth'],
    reason: 'Limits know no feature; a thread loads its plugin as the kernel does, and reads under the rules of auth.',
  },
  { room: 'db', mayImport: ['sdk', 'shared', 'config'], reason: 'The database room serves features and knows none.' },
  {
    room: 'auth',
    mayImport: ['sdk', 'shared', 'config'],
    reason: 'Who may see what is decided in one place, for every feature alike.',
  },
  {
    room: 'execution',
    mayImport: ['sdk', 'shared', 'auth', 'isolation', 'kernel'],
    reason: 'How an operation becomes SQL depends on declarations, not on features.',
  },
  {
    room: 'scoring',
    mayImport: ['sdk', 'shared', 'value', 'accounting', 'economics', 'db', 'isolation', 'kernel', 'execution'],
    reason: 'The impure half of the value feeds the pure half.',
    feature: true,
  },
  {
    room: 'adoption',
    mayImport: ['sdk', 'shared', 'value', 'scoring', 'db', 'kernel', 'execution'],
    reason: 'The ladder is pure; its store reads the evidence.',
    feature: true,
  },
  {
    room: 'consent',
    mayImport: ['sdk', 'shared'],
    reason: 'What a customer allows is judged below the intake that keeps and the features that propose.',
    feature: true,
  },
  {
    room: 'ingest',
    mayImport: ['sdk', 'shared', 'db', 'isolation', 'kernel', 'consent', 'accounting', 'scoring'],
    reason: 'One road for every record, ending in scoring.',
    feature: true,
  },
  {
    room: 'review',
    mayImport: [...serving, 'auth'],
    reason: 'What was set aside goes back to the intake and nowhere else; who reports decides what it may correct.',
    feature: true,
  },
  {
    room: 'privacy',
    mayImport: [...serving, 'isolation', 'auth', 'bi', 'consent', 'review', 'customers'],
    reason: 'Consent, access and erasure reach what every feature stores, through the database and the plugins’ slots.',
    feature: true,
  },
  {
    room: 'reference-data',
    mayImport: [...serving, 'review'],
    reason: 'Brands, territories and people stand for themselves.',
    feature: true,
  },
  {
    room: 'customers',
    mayImport: [...serving, 'review'],
    reason: 'A feature writes through the intake only.',
    feature: true,
  },
  {
    room: 'relationships',
    mayImport: [...serving, 'review', 'customers'],
    reason: 'Ties are between customers and us.',
    feature: true,
  },
  {
    room: 'content',
    mayImport: [...serving, 'review', 'reference-data'],
    reason: 'An approved message is made for a brand.',
    feature: true,
  },
  {
    room: 'interactions',
    mayImport: [...serving, 'review', 'customers', 'content'],
    reason: 'A contact names a customer and a content.',
    feature: true,
  },
  { room: 'needs', mayImport: [...serving, 'review', 'customers'], reason: 'A need is a customer’s.', feature: true },
  {
    room: 'ledger',
    mayImport: [...serving, 'accounting', 'economics', 'review', 'customers'],
    reason: 'Money is counted per customer.',
    feature: true,
  },
  {
    room: 'profitability',
    mayImport: ['sdk', 'shared', 'value', 'economics', 'accounting', 'scoring', 'ledger', 'db', 'bi'],
    reason:
      'What a customer brings is read from the accounts and judged by pure economics; small groups are withheld as in `bi`.',
    feature: true,
  },
  {
    room: 'bi',
    mayImport: ['sdk', 'shared', 'db', 'execution', 'kernel'],
    reason: 'Aggregates read rollups, never the features.',
    feature: true,
  },
  {
    room: 'lifecycle',
    mayImport: ['sdk', 'shared', 'db', 'kernel', 'scoring'],
    reason: 'What plugins leave behind is taken out of the tables and the value, whatever feature shows it.',
    feature: true,
  },
  { room: 'jobs', mayImport: ['sdk', 'shared', 'db', 'isolation', 'kernel'], reason: 'Jobs run what others declare.' },
  {
    room: 'http',
    mayImport: ['sdk', 'shared', 'config', 'auth', 'db', 'execution', 'ingest', 'isolation', 'kernel'],
    reason: 'The door knows the road, not what lies behind it.',
  },
];
