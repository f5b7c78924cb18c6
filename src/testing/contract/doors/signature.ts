import type { WebHookRequest } from '../../../sdk';
import { type Finding, finder } from '../finding';
import type { Proof, WebHookSample } from '../samples';
import type { StaticCheck, Subject } from '../subject';
import { alterations, withoutProof } from './alterations';
import { arrival, bodyOf, newAdapter, requestOf, type SampledHook } from './deliveries';
import { readableHooks } from './readings';

const finding = finder('door-signature');

/** Whether web hooks let in what their sender signed, and nothing else. */
export const doorSignature: StaticCheck = {
  name: 'door-signature',
  says: 'refuses deliveries without a proof, with a wrong one, with another body, and old ones that would undo newer ones',
  run: (subject) => readableHooks(subject).flatMap((hook) => hookFindings(subject, hook)),
};

/** Longer ago than any service goes on trying. */
const longAgo = new Date(arrival.getTime() - 400 * 86_400_000);

function hookFindings(subject: Subject, hook: SampledHook): readonly Finding[] {
  const { subject: about, adapter, sample } = hook;
  const body = bodyOf(sample);
  const proof = sample.sign(body, arrival);
  const genuine = requestOf(sample, body, proof);
  // A door may remember what it has seen; each delivery goes to one that has seen the genuine one alone.
  const admits = (request: WebHookRequest): boolean => {
    const door = newAdapter(subject, adapter.id) ?? adapter;
    return isAdmitted(door, genuine) && isAdmitted(door, request);
  };
  if (!admits(genuine)) return [];
  const found = [
    unproven(about, { body, proof, sample, admits }),
    wronglyProven(about, { body, proof, sample, admits }),
    tamperedWith(about, { body, proof, sample, admits }),
    replayed(hook, admits),
  ];
  // A door that asks for no proof fails in all ways at once: the first says it.
  return found.flatMap((each) => each ?? []).slice(0, 1);
}

interface Delivery {
  readonly body: string;
  readonly proof: Proof;
  readonly sample: WebHookSample;
  readonly admits: (request: WebHookRequest) => boolean;
}

function unproven(about: string, { body, sample, admits }: Delivery): Finding | null {
  if (!admits(requestOf(sample, body, {}))) return null;
  return finding(
    about,
    'A delivery without any proof of who sent it is let in.',
    'Let verify() throw SIGNATURE_INVALID where the header or key is missing.',
  );
}

function wronglyProven(about: string, { body, proof, sample, admits }: Delivery): Finding | null {
  const admitted = alterations(body, proof).find(({ altered }) => admits(requestOf(sample, body, altered)));
  if (admitted === undefined) return null;
  return finding(
    about,
    `A delivery whose ${admitted.part} was altered is let in.`,
    'Compare the whole proof, with sameSecret() of the SDK, and throw SIGNATURE_INVALID where it differs.',
  );
}

function tamperedWith(about: string, { body, proof, sample, admits }: Delivery): Finding | null {
  if (sample.proves === 'sender') return null;
  const within = withoutProof(body, proof);
  // Another body that says the same: only a signature over its very bytes tells it from the signed one.
  const other =
    within === null
      ? requestOf(sample, `${body} `, proof)
      : requestOf(sample, body, { ...proof, body: withSpace(within) });
  if (!admits(other)) return null;
  return finding(
    about,
    'A delivery with the signature of another body is let in.',
    'Compute the signature over request.body, byte for byte. Where the proof is only a key that says who sends, say so: `proves: "sender"` in the samples.',
  );
}

function withSpace(json: string): string {
  return json.replace(/(?=[}\]]\s*$)/, ' ');
}

function replayed({ subject: about, adapter, sample }: SampledHook, admits: Delivery['admits']): Finding | null {
  if (adapter.repeats === 'conflict') return null;
  const body = bodyOf(sample);
  if (!admits(requestOf(sample, body, sample.sign(body, longAgo)))) return null;
  return finding(
    about,
    'A delivery signed 400 days ago is let in, and the door takes corrections: an old delivery sent again would undo a newer one.',
    'Let the signature cover a time stamp and throw SIGNATURE_EXPIRED when it is old, or set `repeats: "conflict"`.',
  );
}

/** That a refusal is coded is for another check. */
function isAdmitted(adapter: SampledHook['adapter'], request: WebHookRequest): boolean {
  try {
    adapter.verify(request);
    return true;
  } catch {
    return false;
  }
}
