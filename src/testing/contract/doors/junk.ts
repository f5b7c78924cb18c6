import fc from 'fast-check';
import type { WebHookRequest } from '../../../sdk';
import { type Finding, finder, reasonOf, shown } from '../finding';
import { seed } from '../generate/events';
import { hugeTexts, junkTexts } from '../generate/junk';
import { neverEnded, patience, withinReason } from '../hooks/endless';
import type { StaticCheck } from '../subject';
import { arrival, bodyOf, readFile, requestOf, type SampledHook, type SampledImporter } from './deliveries';
import { isCoded, itemsFault, type JunkFault, readingFault } from './item-fault';
import { readableHooks, readableImporters } from './readings';

/** Whether whatever arrives at a door is answered in the words of the SDK. */
export const doorJunk: StaticCheck = {
  name: 'door-survives-junk',
  says: 'answers junk at its doors with coded rejections and throws nothing raw',
  run: async (subject) => {
    const [hooks, importers] = [readableHooks(subject), await readableImporters(subject)];
    const found = hooks.flatMap((hook) => hookFindings(hook, runsFor(hooks.length)));
    for (const each of importers) found.push(...(await importerFindings(each, runsFor(importers.length))));
    return found;
  },
};

const finding = finder('door-survives-junk');
/** Cases for all doors of one kind together, and least for one of them. */
const cases = { all: 150, least: 25 } as const;

const runsFor = (doors: number): number => Math.max(cases.least, Math.round(cases.all / doors));

/** Junk in the message of a finding. */
function quoted(content: Buffer): string {
  const text = content.subarray(0, 200).toString('utf8');
  return `${JSON.stringify(text)}${content.length > 200 ? ` and ${content.length - 200} bytes more` : ''}`;
}

function hookFindings({ subject, adapter, sample }: SampledHook, runs: number): readonly Finding[] {
  const judge = (content: Buffer): Finding | null => {
    const body = content.toString('utf8');
    for (const request of [requestOf(sample, content, {}), requestOf(sample, content, proofOf(sample, body))]) {
      const fault = verifyFault(adapter, request) ?? readFault(adapter, request);
      if (fault !== null) return finding(subject, `${fault.seen} for the body ${quoted(content)}`, fault.change);
    }
    return null;
  };
  const sound = bodyOf(sample);
  const found = withinReason((): Finding | null => {
    for (const content of hugeTexts(sound)) {
      const fault = judge(content);
      if (fault !== null) return fault;
    }
    let last: Finding | null = null;
    const isSound = (content: Buffer): boolean => {
      const fault = judge(content);
      last = fault ?? last;
      return fault === null;
    };
    fc.check(fc.property(junkTexts(sound), isSound), { seed, numRuns: runs });
    return last;
  }, patience.manyCalls);
  if (found === neverEnded)
    return [finding(subject, 'The door does not come to an end with junk: it was stopped after a minute.', noEnd)];
  return found === null ? [] : [found];
}

const noEnd = 'Bound what a body may make the door do: lengths, depths, and patterns that can fit in many ways.';

/** What signs a body may itself ask for a sound one. */
function proofOf(sample: SampledHook['sample'], body: string) {
  try {
    return sample.sign(body, arrival);
  } catch {
    return {};
  }
}

const coded =
  'Throw a RapportError with a code of the SDK, such as SIGNATURE_INVALID; read what others sent with parseJson, asObject and asText.';

function verifyFault(adapter: SampledHook['adapter'], request: WebHookRequest): JunkFault | null {
  try {
    adapter.verify(request);
    return null;
  } catch (error) {
    return isCoded(error) ? null : { seen: `verify() throws ${reasonOf(error)}`, change: coded };
  }
}

function readFault(adapter: SampledHook['adapter'], request: WebHookRequest): JunkFault | null {
  try {
    return itemsFault([...adapter.read(request)]);
  } catch (error) {
    return readingFault(error);
  }
}

async function importerFindings(
  { subject, importer, sample }: SampledImporter,
  runs: number,
): Promise<readonly Finding[]> {
  const judge = async (content: Buffer, options = sample.options): Promise<Finding | null> => {
    const fault = await fileFault(importer, content, { ...sample, ...(options !== undefined && { options }) });
    return fault === null ? null : finding(subject, `${fault.seen} for the file ${quoted(content)}`, fault.change);
  };
  for (const content of hugeTexts(sample.text)) {
    const fault = await judge(content);
    if (fault !== null) return [fault];
  }
  let last: Finding | null = null;
  const isSound = async (content: Buffer): Promise<boolean> => {
    const fault = await judge(content);
    last = fault ?? last;
    return fault === null;
  };
  await fc.check(fc.asyncProperty(junkTexts(sample.text), isSound), { seed, numRuns: runs });
  if (last !== null) return [last];
  return (await Promise.all(optionFaults({ subject, importer, sample }))).flatMap((each) => each ?? []);
}

/** Each option with a value that nobody means. */
function optionFaults({ subject, importer, sample }: SampledImporter): readonly Promise<Finding | null>[] {
  return Object.keys(importer.options ?? {}).flatMap((name) =>
    ['', 'Nowhere/At all', '\u0000☃'].map(async (value) => {
      const options = { ...sample.options, [name]: value };
      const fault = await fileFault(importer, Buffer.from(sample.text), { ...sample, options });
      return fault === null
        ? null
        : finding(subject, `${fault.seen} for the option ${name}=${shown(value)}`, fault.change);
    }),
  );
}

async function fileFault(
  importer: SampledImporter['importer'],
  content: Buffer,
  file: SampledImporter['sample'],
): Promise<JunkFault | null> {
  const half = Math.ceil(content.length / 2);
  try {
    return itemsFault(await readFile(importer, [content.subarray(0, half), content.subarray(half)], file));
  } catch (error) {
    return isCoded(error) ? null : readingFault(error);
  }
}
