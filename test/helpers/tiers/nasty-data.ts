import { fillPopulation } from '../../../bench/population/fill';
import type { TieredPlatform } from './platform';

const size = { customers: 48, interactions: 900, seed: 3 };

/** What texts may hold: quotes, backslashes, control characters, other scripts, signs beyond 16 bits. */
const strangeTexts = [
  `O'Brien "the" \\ back\\nslash`,
  '\u0001\u0002\u001f control \u007f\t\r\n',
  '混合 العربية Ωμέγα 🧬👩‍⚕️ e\u0301',
  '</script><!-- {"a":[1,2]} $1 %s',
  '\u2028 line \u2029 separators \ufeff',
  ' ',
  '',
];

/** Few customers with everything that is awkward but possible, and a little that no schema allows but a table does. */
export async function storeNastyData({
  database,
  registry,
}: Pick<TieredPlatform, 'database' | 'registry'>): Promise<void> {
  await fillPopulation(database, registry, size);
  await database.transaction(async (writer) => {
    for (const [text, values] of statements()) await writer.execute({ text, values });
  });
  await database.pool.query('analyze');
}

type NastyStatement = readonly [text: string, values: readonly unknown[]];

function statements(): readonly NastyStatement[] {
  return [...strange(), ...extremes(), ...ties(), ...details(), ...faults()];
}

const fromTexts = (n: string): string => `($1::text[])[1 + (${n})::integer % cardinality($1::text[])]`;

function strange(): readonly NastyStatement[] {
  return [
    [`update core.customer set display_name = ${fromTexts('id')} || id where id % 3 = 0`, [strangeTexts]],
    [`update core.customer set specialty = ${fromTexts('id')}, segment = '' where id % 11 = 0`, [strangeTexts]],
    [`update core.brand set name = ${fromTexts('id')}`, [strangeTexts]],
    [`update core.team_member set name = ${fromTexts('id')} where id % 2 = 0`, [strangeTexts]],
    [
      `update core.need set text = ${fromTexts('customer_id')}, topic = ${fromTexts('customer_id + 1')}`,
      [strangeTexts],
    ],
    [`update core.address set lines = $1::text[] where customer_id % 4 = 1`, [strangeTexts]],
    [`update core.address set lines = '{}', city = null, region = null, country = null where customer_id % 4 = 2`, []],
    [`update core.customer set display_name = repeat('long ünï "x" ', 4000) where id = 13`, []],
    [`update core.interaction set source_key = ${fromTexts('count')} || id where customer_id % 5 = 0`, [strangeTexts]],
  ];
}

function extremes(): readonly NastyStatement[] {
  return [
    [`update core.customer set territory_id = null, segment = null, country = null where id % 7 = 0`, []],
    [`update core.interaction set count = 2147483647 where customer_id = 5 and hashtext(id::text) % 3 = 0`, []],
    [`update core.interaction set touch_cost_minor = 9007199254740991 where customer_id = 6`, []],
    [
      `update core.customer_value set rvi = 1e-320, engagement = -0.0::float8, money = 1.7976931348623157e308 where customer_id = 7`,
      [],
    ],
    [
      `update core.customer_value set rvi = 12345.678901234567, service = 1e21, durability = 1e-7 where customer_id = 8`,
      [],
    ],
    [
      `update core.interaction set occurred_at = '0099-01-01T00:00:00Z' where customer_id = 9 and hashtext(id::text) % 2 = 0`,
      [],
    ],
    [
      `update core.interaction set occurred_at = '9999-12-31T23:59:59.999Z' where customer_id = 10 and hashtext(id::text) % 2 = 0`,
      [],
    ],
    [`update core.ledger_entry set amount_minor = -9007199254740991, currency = 'JPY' where customer_id % 5 = 0`, []],
    [`update core.relationship set since = null, until = null where customer_id % 4 = 0`, []],
    [`update core.relationship set since = '0001-01-01' where customer_id % 4 = 1`, []],
    [`update core.customer_value set dirty = true where customer_id % 13 = 0`, []],
    [`delete from core.customer_value where customer_id = 24`, []],
  ];
}

/** Equal instants, so that only the last term of an order tells items apart. */
function ties(): readonly NastyStatement[] {
  return [
    [`update core.interaction set occurred_at = '2026-06-01T12:00:00Z' where customer_id % 6 = 1`, []],
    [`update core.need set raised_at = '2026-06-01T12:00:00Z', answered_at = null, met = null`, []],
    [`update core.customer set updated_at = '2026-06-01T12:00:00Z' where id % 2 = 0`, []],
    [`update core.customer_value set rvi = 42 where customer_id % 4 = 3`, []],
    [`update core.interaction set content_id = null, actor_id = null, brand_id = null where customer_id % 9 = 4`, []],
  ];
}

function details(): readonly NastyStatement[] {
  const strangeDetails = strangeTexts.map((text) =>
    JSON.stringify({ subject: text, path: text, note: text, title: text }),
  );
  return [
    [
      `update core.interaction set details = details || (${fromTexts('customer_id')})::jsonb where customer_id % 4 = 1`,
      [strangeDetails],
    ],
    [
      `update core.interaction set type = 'ghost.seen', channel = 'ghost',
        details = '{"deep": {"a": [1, null, "x", {"b": 1e2}], "": {}}, "z": 1, "aa": 2, "n": 123456789012345678901234567890}'
        where customer_id % 4 = 2 and hashtext(id::text) % 5 = 0`,
      [],
    ],
    [
      `update core.interaction set details = '{}' where customer_id % 8 = 3 and type in
        ('email.sent', 'email.opened', 'web.page_view', 'conference.business_card_given', 'conference.spoke')`,
      [],
    ],
    [
      `update core.interaction set details = details || '{"minutes": 0.1, "hours": 1e-7, "share": 0.30000000000000004,
        "topics": [], "categories": []}' where customer_id % 8 = 4`,
      [],
    ],
    [
      `update core.interaction set details = details || '{"minutes": null, "topics": null, "subject": null, "event": null}'
        where customer_id % 8 = 5`,
      [],
    ],
  ];
}

/** What GraphQL answers with an error: details that do not fit their field, in rows of three customers. */
function faults(): readonly NastyStatement[] {
  return [
    [`update core.interaction set details = '{}' where customer_id = 14`, []],
    [
      `update core.interaction set details = details || '{"minutes": "ten", "subject": 7, "callType": "carrier pigeon", "topics": "x",
        "title": {"a": 1}, "path": ["x"], "hours": true, "quantity": 1.5, "event": false}' where customer_id = 15`,
      [],
    ],
    [`update core.customer set country = 'XX' where id = 17`, []],
  ];
}
