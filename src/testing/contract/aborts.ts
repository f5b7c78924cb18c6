import { Readable } from 'node:stream';
import {
  type BatchSource,
  isRapportError,
  type Plugin,
  RapportError,
  type ReadContext,
  type Reader,
  type Writer,
} from '../../sdk';
import { gathered, type SampledImporter } from './doors/deliveries';
import { readableImporters } from './doors/readings';
import { type Finding, finder, reasonOf } from './finding';
import { ownFields } from './own-fields';
import type { StaticCheck } from './subject';

/** Whether what waits for the database, or for a file, ends when that is given up, and says so. */
export const abortsCleanly: StaticCheck = {
  name: 'aborts-cleanly',
  says: 'gives up when the platform does: loaders, jobs, exports, erasures and importers pass the fault on, at once',
  run: async (subject) => {
    const found = [
      ...loaders(subject.plugin).map(loaderFinding),
      ...databaseWork(subject.plugin).map(workFinding),
      ...(await readableImporters(subject)).map(({ subject: about, importer, sample }) =>
        importerFinding(about, importer, sample),
      ),
    ];
    return (await Promise.all(found)).flatMap((each) => each ?? []);
  },
};

const finding = finder('aborts-cleanly');

const timedOut = new RapportError('TIMED_OUT', 'The operation took longer than it may.');

/** A database that gives up on every statement. */
function givingUp(): { readonly writer: Writer; readonly asked: () => number } {
  let asked = 0;
  const refuse = async (): Promise<never> => {
    asked += 1;
    throw timedOut;
  };
  return { writer: { query: refuse, execute: refuse }, asked: () => asked };
}

interface Work {
  readonly subject: string;
  run(writer: Writer): Promise<unknown>;
}

function loaders(plugin: Plugin): readonly Work[] {
  return ownFields(plugin).flatMap(({ subject, source }) =>
    source?.kind === 'batch' ? [{ subject, run: (reader: Reader) => loadWith(source, reader) }] : [],
  );
}

function loadWith({ load }: BatchSource, reader: Reader): Promise<unknown> {
  const context: ReadContext = {
    reader,
    principal: contractPrincipal,
    now: new Date(),
    visible: () => 'true',
    summable: () => 'true',
    smallestGroup: 1,
    signal: AbortSignal.abort(timedOut),
  };
  return load([1, 2], {}, context);
}

const contractPrincipal = { subject: 'contract', name: 'Contract', roles: ['admin'] };

function databaseWork({ contributions }: Plugin): readonly Work[] {
  const { jobs = [], storage } = contributions;
  const ofJobs = jobs.map(({ id, run }) => ({
    subject: `jobs.${id}`,
    run: (writer: Writer) =>
      run({ writer, principal: contractPrincipal, now: new Date(), payload: {}, log: () => undefined }),
  }));
  if (storage === undefined) return ofJobs;
  const { subjectData } = storage;
  return [
    ...ofJobs,
    { subject: 'storage.export', run: (writer) => subjectData.export(1, writer) },
    { subject: 'storage.erase', run: (writer) => subjectData.erase(1, writer) },
  ];
}

const loaderFinding = (work: Work): Promise<Finding | null> =>
  faultOf(work, 'Then the answer shows figures that nobody has read.');

const workFinding = (work: Work): Promise<Finding | null> =>
  faultOf(work, 'Then the platform takes for done what was not done.');

async function faultOf({ subject, run }: Work, harm: string): Promise<Finding | null> {
  const { writer, asked } = givingUp();
  const end = await endOf(() => run(writer));
  const passOn = 'Let the error of the reader pass: await every statement and catch nothing that is not yours.';
  if (end === 'never') {
    return finding(
      subject,
      'It goes on waiting after the database has given up.',
      'Await nothing that the reader does not answer, and settle when it fails.',
    );
  }
  if (!('thrown' in end)) {
    if (asked() === 0) return null;
    return finding(subject, `It answers as if nothing had happened when the database gives up. ${harm}`, passOn);
  }
  if (isRapportError(end.thrown) && end.thrown.code === timedOut.code) return null;
  if (asked() === 0) {
    return finding(
      subject,
      `It throws ${reasonOf(end.thrown)} before it asks the database for anything.`,
      'Let it answer whatever it is given, whoever asks.',
    );
  }
  return finding(subject, `It throws ${reasonOf(end.thrown)} when the database gives up with TIMED_OUT.`, passOn);
}

async function importerFinding(
  subject: string,
  importer: SampledImporter['importer'],
  sample: SampledImporter['sample'],
): Promise<Finding | null> {
  const { text, name = 'sample', options = {} } = sample;
  const broken = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from(text.slice(0, Math.ceil(text.length / 2)));
    throw timedOut;
  };
  const end = await endOf(() => gathered(importer.read(Readable.from(broken()), { name, options })));
  if (end !== 'never' && 'thrown' in end) return null;
  const change =
    'Read the input with `for await`, or hand its error on: input.on("error", (error) => parser.destroy(error)).';
  return end === 'never'
    ? finding(subject, 'It goes on waiting when its input ends with an error.', change)
    : finding(subject, 'It ends as if the file were complete when its input ends with an error in the middle.', change);
}

/** Milliseconds after which what has not settled is taken to wait for good: it has nothing to wait for. */
const patience = 2_000;

async function endOf(
  run: () => Promise<unknown>,
): Promise<'never' | { readonly answer: unknown } | { readonly thrown: unknown }> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<'never'>((resolve) => {
    timer = setTimeout(() => resolve('never'), patience);
  });
  // What throws at once is a rejection too.
  const end = Promise.resolve()
    .then(run)
    .then(
      (answer) => ({ answer }),
      (thrown: unknown) => ({ thrown }),
    );
  try {
    return await Promise.race([end, never]);
  } finally {
    clearTimeout(timer);
  }
}
