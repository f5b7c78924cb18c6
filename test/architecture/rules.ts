/** Who may import whom, each rule with its reason. Rooms are folders under src; a file belongs to the first rule that matches it. */
export interface ImportRule {
  readonly room: string;
  /** Rooms, besides itself, that its files may import. */
  readonly mayImport: readonly string[];
  readonly reason: string;
}

export const importRules: readonly ImportRule[] = [
  { room: 'sdk', mayImport: [], reason: 'The contract stands alone, so that a plugin author sees all of it.' },
  { room: 'shared', mayImport: ['sdk'], reason: 'Small tools know no feature.' },
  {
    room: 'value',
    mayImport: ['sdk', 'shared'],
    reason: 'Pure arithmetic: no clock, no database, so that it can be repeated and proved.',
  },
  {
    room: 'config',
    mayImport: ['sdk', 'shared'],
    reason: 'Configuration is read once and knows nothing of what it configures.',
  },
  { room: 'kernel', mayImport: ['sdk', 'shared'], reason: 'The engine knows no feature and no channel.' },
  { room: 'db', mayImport: ['sdk', 'shared', 'config'], reason: 'The database room serves features and knows none.' },
  {
    room: 'auth',
    mayImport: ['sdk', 'shared', 'config'],
    reason: 'Who may see what is decided in one place, for every feature alike.',
  },
  {
    room: 'execution',
    mayImport: ['sdk', 'shared', 'auth', 'kernel'],
    reason: 'How an operation becomes SQL depends on declarations, not on features.',
  },
  {
    room: 'scoring',
    mayImport: ['sdk', 'shared', 'value', 'db', 'kernel', 'execution'],
    reason: 'The impure half of the value feeds the pure half.',
  },
  {
    room: 'adoption',
    mayImport: ['sdk', 'shared', 'value', 'db', 'kernel', 'execution'],
    reason: 'The ladder is pure; its store reads the evidence.',
  },
  {
    room: 'ingest',
    mayImport: ['sdk', 'shared', 'db', 'kernel', 'scoring'],
    reason: 'One road for every record, ending in scoring.',
  },
  {
    room: 'customers',
    mayImport: ['sdk', 'shared', 'db', 'ingest', 'execution', 'kernel'],
    reason: 'A feature writes through the intake only.',
  },
  {
    room: 'relationships',
    mayImport: ['sdk', 'shared', 'db', 'ingest', 'execution', 'kernel', 'customers'],
    reason: 'Ties are between customers and us.',
  },
  {
    room: 'interactions',
    mayImport: ['sdk', 'shared', 'db', 'ingest', 'execution', 'kernel', 'customers', 'content'],
    reason: 'A contact names a customer and a content.',
  },
  {
    room: 'content',
    mayImport: ['sdk', 'shared', 'db', 'ingest', 'execution', 'kernel'],
    reason: 'Approved messages stand for themselves.',
  },
  {
    room: 'bi',
    mayImport: ['sdk', 'shared', 'db', 'execution', 'kernel'],
    reason: 'Aggregates read rollups, never the features.',
  },
  { room: 'jobs', mayImport: ['sdk', 'shared', 'db', 'kernel', 'scoring'], reason: 'Jobs run what others declare.' },
  {
    room: 'http',
    mayImport: ['sdk', 'shared', 'config', 'auth', 'db', 'execution', 'ingest', 'kernel'],
    reason: 'The door knows the road, not what lies behind it.',
  },
];
