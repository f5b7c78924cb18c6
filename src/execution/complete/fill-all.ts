import type { BoundRequest } from '../compiled/plan/compiled-plan';
import { Output } from './output';
import type { Hole, Load, Loading, LoadingKey } from './piece';

/**
 * Fills holes, level by level: the loads of a level run at the same time, each once with all its keys. What they answer may
 * leave holes in turn, which are the next level.
 *
 * @throws Irregular, and whatever a load throws
 */
export async function fillAll(request: BoundRequest, holes: readonly Hole[]): Promise<void> {
  const loaded = new Map<string, Answers>();
  let level = holes;
  while (level.length > 0) level = await fillLevel(request, level, loaded);
}

/** What was loaded under the name of a load, by key. */
type Answers = Map<string, unknown>;

/** A load of this level and the keys that it is asked for. */
interface Round {
  readonly load: Load;
  readonly keys: Map<string, LoadingKey>;
  readonly answers: Answers;
}

interface Place {
  readonly hole: Hole;
  readonly key: string;
  readonly answers: Answers;
}

async function fillLevel(request: BoundRequest, holes: readonly Hole[], loaded: Map<string, Answers>): Promise<Hole[]> {
  const loads = new Map<Loading, Load>();
  const rounds = new Map<string, Round>();
  const places = holes.map((hole): Place => {
    const load = getOrMake(loads, hole.loading, () => hole.loading.loadFor(request));
    const answers = getOrMake(loaded, load.name, () => new Map<string, unknown>());
    const key = hole.key.join('\n');
    if (!answers.has(key)) {
      getOrMake(rounds, load.name, () => ({ load, keys: new Map(), answers })).keys.set(key, hole.key);
    }
    return { hole, key, answers };
  });
  await Promise.all([...rounds.values()].map(run));
  return places.flatMap(complete);
}

async function run({ load, keys, answers }: Round): Promise<void> {
  const values = await load.run([...keys.values()]);
  for (const [index, key] of [...keys.keys()].entries()) answers.set(key, values[index]);
}

function complete({ hole, key, answers }: Place): readonly Hole[] {
  const output = new Output();
  hole.loading.complete(answers.get(key), output);
  hole.content = output.pieces();
  return output.holes;
}

function getOrMake<K, V>(store: Map<K, V>, key: K, make: () => V): V {
  const known = store.get(key);
  if (known !== undefined) return known;
  const made = make();
  store.set(key, made);
  return made;
}
