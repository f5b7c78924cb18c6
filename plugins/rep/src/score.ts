import {
  asNumber,
  asObject,
  type BatchScoringHook,
  type Contribution,
  type InteractionEvent,
  type ScoringHook,
} from 'rapport/sdk';
import { evidenceOfReaction, learningQuestions } from './adoption';
import { maximumBrands, type Reaction } from './details';

/** What one contact of a representative says about the relationship. */
export const score: ScoringHook = (event) => rules.get(event.type)?.(event) ?? [];

/** The same of many contacts: what a type says is looked up once, not once per event. */
export const scoreBatch: BatchScoringHook = ({ length, type, brand, details }) => {
  const [row, contributions]: [number[], Contribution[]] = [[], []];
  const ruled = type.values.map((id) => rules.get(id));
  for (let event = 0; event < length; event += 1) {
    const rule = ruled[type.codes[event] ?? -1];
    if (rule === undefined) continue;
    for (const contribution of rule({ brand: brand.values[brand.codes[event] ?? -1], details: details[event] ?? {} })) {
      row.push(event);
      contributions.push(contribution);
    }
  }
  return {
    row,
    signal: contributions.map(({ signal }) => signal),
    amount: contributions.map(({ amount }) => amount),
    path: contributions.map(({ path }) => path),
    units: contributions.map(({ units }) => units),
    minutes: contributions.map(({ minutes }) => minutes),
    adoption: contributions.map(({ adoption }) => adoption),
  };
};

/** The part of an event that the rules look at. */
interface Contact extends Pick<InteractionEvent, 'details'> {
  readonly brand?: string | undefined;
}

const rules: ReadonlyMap<string, (contact: Contact) => readonly Contribution[]> = new Map([
  ['rep.visit_held', (contact: Contact) => conversation(contact, 'rep.visit_held')],
  ['rep.remote_call_held', (contact: Contact) => conversation(contact, 'rep.remote_call_held')],
  ['rep.question_asked', question],
  ['rep.visit_declined', () => [{ signal: 'rep.visit_declined', amount: 1 }]],
  ['rep.sample_requested', sampleRequest],
  ['rep.sample_left', sampleDelivery],
]);

/** A talk of unknown length counts as half a unit: shorter than any length that is worth writing down. */
const unknownLength = 0.5;

function conversation(event: Contact, signal: string): readonly Contribution[] {
  const minutes = asNumber(event.details.minutes);
  const talk: Contribution =
    minutes === undefined
      ? { signal, amount: unknownLength }
      : { signal, amount: Math.min(Math.max(minutes, 0), 30) / 15, path: 'minutes', minutes };
  const brands = discussedBrands(event);
  const [first] = brands;
  // Most conversations are about one brand: its evidence rides on the conversation itself and costs no row of its own.
  const opening = first === undefined ? talk : { ...talk, adoption: spokenOf(first) };
  return [opening, ...brands.slice(1).map(discussed), ...brands.flatMap(reacted)];
}

interface DiscussedBrand {
  readonly code: string;
  /** Place in the details; absent for the brand that the record itself names. */
  readonly path?: string;
  readonly reaction: Reaction | undefined;
}

function discussedBrands(event: Contact): readonly DiscussedBrand[] {
  const listed = Array.isArray(event.details.brands) ? event.details.brands : [];
  const brands: DiscussedBrand[] = event.brand === undefined ? [] : [{ code: event.brand, reaction: undefined }];
  for (let index = 0; index < listed.length; index += 1) {
    const { code, reaction } = asObject(listed[index]);
    if (typeof code !== 'string') continue;
    const brand = { code, path: `brands.${index}`, reaction: isReaction(reaction) ? reaction : undefined };
    const place = brands.findIndex((known) => known.code === code);
    if (place >= 0) brands[place] = brand;
    else if (brands.length <= maximumBrands) brands.push(brand);
  }
  return brands;
}

function isReaction(value: unknown): value is Reaction {
  return typeof value === 'string' && Object.hasOwn(evidenceOfReaction, value);
}

function discussed({ code, path }: DiscussedBrand): Contribution {
  return {
    signal: 'rep.brand_discussed',
    amount: 1,
    ...(path === undefined ? {} : { path }),
    adoption: spokenOf({ code }),
  };
}

function spokenOf({ code }: Pick<DiscussedBrand, 'code'>): NonNullable<Contribution['adoption']> {
  return { evidence: 'rep.brand_discussed', brand: code };
}

function reacted({ code, path, reaction }: DiscussedBrand): readonly Contribution[] {
  if (reaction === undefined || path === undefined) return [];
  const adoption = { evidence: evidenceOfReaction[reaction], brand: code };
  return [{ signal: 'rep.reaction_noted', amount: 1, path: `${path}.reaction`, adoption }];
}

function question(event: Contact): readonly Contribution[] {
  const evidence = learningQuestions.includes(event.details.kind) ? 'rep.question_asked' : undefined;
  return [withEvidence(event, { signal: 'rep.question_asked', amount: 1, path: 'kind' }, evidence)];
}

function sampleRequest(event: Contact): readonly Contribution[] {
  return [withEvidence(event, { signal: 'rep.sample_requested', amount: 1 }, 'rep.sample_requested')];
}

function sampleDelivery(event: Contact): readonly Contribution[] {
  return [{ signal: 'rep.sample_left', amount: 1, units: asNumber(event.details.quantity) ?? 0 }];
}

function withEvidence(event: Contact, contribution: Contribution, evidence: string | undefined): Contribution {
  if (event.brand === undefined || evidence === undefined) return contribution;
  return { ...contribution, adoption: { evidence, brand: event.brand } };
}
