import { id, instant, nullableText, number, objectWhen, one, orNull, quoted, text } from './json.sql';

/** Interaction types by the GraphQL type that shows them. */
const typesByName: Readonly<Record<string, readonly string[]>> = {
  RepVisit: ['rep.visit_held', 'rep.remote_call_held'],
  RepPlannedVisit: ['rep.visit_planned'],
  RepDeclinedVisit: ['rep.visit_declined'],
  RepQuestion: ['rep.question_asked'],
  RepSampleRequest: ['rep.sample_requested'],
  RepSampleDelivery: ['rep.sample_left'],
  RepMaterial: ['rep.material_shown'],
  EmailMessage: ['email.sent', 'email.delivered'],
  EmailFailure: ['email.bounced', 'email.dropped'],
  EmailOpen: ['email.opened'],
  EmailClick: ['email.clicked'],
  EmailReply: ['email.replied'],
  EmailPreference: ['email.unsubscribed', 'email.resubscribed', 'email.marked_as_spam'],
  WebPageView: ['web.page_view'],
  WebDownload: ['web.download'],
  WebEnquiry: ['web.enquiry'],
  WebVideo: ['web.video_watched'],
  WebElearning: ['web.elearning_passed'],
  WebSearch: ['web.search'],
  WebWebinarRegistration: ['web.webinar_registered'],
  WebWebinarAttendance: ['web.webinar_attended'],
  ConferenceRegistration: ['conference.registered'],
  ConferenceAttendance: ['conference.attended'],
  ConferenceSession: ['conference.session_attended'],
  ConferenceBoothVisit: ['conference.booth_visited'],
  ConferenceBadgeScan: ['conference.badge_scanned'],
  ConferenceBusinessCard: ['conference.business_card_given'],
  ConferenceTalk: ['conference.spoke'],
};

type Fields = Readonly<Record<string, string>>;

const detail = (key: string): string => nullableText(`i.details ->> '${key}'`);
const rawDetail = (key: string): string => orNull(`(i.details -> '${key}')::text`);

const typeName = `case i.type ${Object.entries(typesByName)
  .flatMap(([name, types]) => types.map((type) => `when '${type}' then '"${name}"'`))
  .join(' ')} else '"UnknownInteraction"' end`;

const common: Fields = {
  id: id('Interaction', 'i.customer_id', 'i.id'),
  type: quoted('i.type'),
  channel: quoted('i.channel'),
  occurredAt: instant('i.occurred_at'),
  brand: one('core.brand b where b.id = i.brand_id', { name: text('b.name') }),
};

const viewFields: Fields = {
  __typename: typeName,
  ...common,
  direction: quoted('upper(i.direction)'),
  actor: one('core.team_member a where a.id = i.actor_id', { name: text('a.name') }),
  touchCost: objectWhen('i.touch_cost_minor is not null', {
    minorUnits: number('i.touch_cost_minor'),
    currency: quoted('i.touch_cost_currency'),
  }),
};

const viewDetails: Readonly<Record<string, Fields>> = {
  RepVisit: {
    callType: quoted(`upper(i.details ->> 'callType')`),
    minutes: rawDetail('minutes'),
    topics: rawDetail('topics'),
  },
  RepQuestion: { question: detail('question'), answered: rawDetail('answered') },
  EmailMessage: { subject: detail('subject'), campaign: detail('campaign') },
  EmailClick: { url: detail('url') },
  WebPageView: { path: detail('path'), title: detail('title') },
  WebDownload: { file: detail('file') },
  ConferenceAttendance: { event: detail('event'), hours: rawDetail('hours') },
  ConferenceSession: { event: detail('event'), session: detail('session') },
};

const listDetails: Readonly<Record<string, Fields>> = {
  RepVisit: { minutes: rawDetail('minutes') },
  EmailMessage: { subject: detail('subject') },
  WebPageView: { path: detail('path') },
  ConferenceAttendance: { event: detail('event') },
};

/**
 * What all contacts have is written once and only the fields of a type stand in its arm: a statement pays for every
 * expression in it each time it starts, used or not.
 */
function contact(fields: Fields, details: Readonly<Record<string, Fields>>): string {
  const arms = Object.entries(details).flatMap(([name, own]) =>
    (typesByName[name] ?? []).map((type) => `when '${type}' then ${members(own)}`),
  );
  return `'{' || ${members(fields, '')} || case i.type ${arms.join('\n')} else '' end || '}'`;
}

function members(fields: Fields, before = ','): string {
  return Object.entries(fields)
    .map(([key, sql], index) => `'${index === 0 ? before : ','}"${key}":' || ${sql}`)
    .join(' || ');
}

/** A contact of the view, over alias `i`. */
export const viewContact = contact(viewFields, viewDetails);

/** A contact of the list, over alias `i`. */
export const listContact = contact(common, listDetails);
