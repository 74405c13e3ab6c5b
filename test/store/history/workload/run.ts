/** Lets clients do a mixture of all activities for a while, then reads what there is at each replica. */
import { createHash } from 'node:crypto';
import { stream } from '../../../../src/kernel/random.ts';
import {
  advanceClock,
  comment,
  compareAndSet,
  count,
  lookAtClock,
  readComments,
  replay,
  session,
  submit,
  worldLife,
} from './activities.ts';
import { hangUp, type Target } from './ask.ts';
import { makeClient, type Client } from './client.ts';
import { answerOf, makePlaces, rule, surely, type Places } from './places.ts';
import { makePulls, type Pulls } from './pulls.ts';
import { makeRecorder, type Recorder } from './recorder.ts';

export interface Load {
  readonly seed: string;
  readonly clients: number;
  /** How long they go on, and how much each does at the most. */
  readonly milliseconds: number;
  readonly turns?: number;
  /** When the machine of the store died, and with it what was noted a moment before; never where it is left out. */
  readonly diedAt?: () => number;
  /** What happens to the replicas and the store meanwhile; all of it is whole again when this has resolved. */
  readonly trouble?: (until: number) => Promise<void>;
}

/** What may be done, and how often. */
const activities = [
  { weight: 4, act: comment },
  { weight: 5, act: readComments },
  { weight: 4, act: compareAndSet },
  { weight: 1, act: replay },
  { weight: 3, act: count },
  { weight: 3, act: lookAtClock },
  { weight: 1, act: advanceClock },
  { weight: 3, act: submit },
  { weight: 5, act: worldLife },
  { weight: 1, act: session },
  { weight: 4, act: (_: Client, __: Places, pulls: Pulls) => pulls.mark() },
  { weight: 3, act: (_: Client, __: Places, pulls: Pulls) => pulls.events() },
  { weight: 2, act: (_: Client, __: Places, pulls: Pulls) => pulls.journal() },
] as const;

/** Milliseconds that a client rests at the most between two activities. */
const longestRest = 40;

export async function runLoad(targets: readonly Target[], load: Load): Promise<Recorder> {
  const recorder = makeRecorder(load.diedAt);
  const places = await makePlaces(targets, recorder);
  const until = performance.now() + load.milliseconds;
  const clients = Array.from({ length: load.clients }, (_, number) =>
    makeClient(number, stream(load.seed, `client/${number}`), { recorder, targets }),
  );
  await Promise.all([
    load.trouble?.(until),
    ...clients.map((client) => live(client, places, { until, turns: load.turns ?? Infinity })),
  ]);
  const last = makeClient(load.clients, stream(load.seed, 'last'), { recorder, targets });
  await readAll(last, places);
  hangUp();
  return recorder;
}

interface Bounds {
  readonly until: number;
  readonly turns: number;
}

async function live(client: Client, places: Places, { until, turns }: Bounds): Promise<void> {
  const pulls = makePulls(client, places);
  for (let turn = 0; turn < turns && performance.now() < until; turn++) {
    await client.chance.weighted(activities).act(client, places, pulls);
    await new Promise((resolve) => setTimeout(resolve, client.chance.below(longestRest)));
  }
}

/** Reads of all things, and the state, at each replica. */
async function readAll(client: Client, places: Places): Promise<void> {
  await surely(client.targets, { method: 'POST', path: `${places.ticking.prefix}/_sim/clock/freeze` });
  for (const [at, target] of client.targets.entries()) {
    // Another number, so that it makes other texts.
    const alone = makeClient(client.number + 1 + at, client.chance, { recorder: client.recorder, targets: [target] });
    for (const id of places.commented) await readComments(alone, { ...places, commented: [id] });
    for (const id of places.compared) await compareAndSet(alone, { ...places, compared: [id] });
    const pulls = makePulls(alone, places);
    await pulls.events();
    await pulls.journal();
  }
  await readSequence(client, places);
  for (const { prefix } of [{ prefix: '' }, places.counting, places.ticking, places.pulled])
    await readStates(client, prefix);
}

/** What was asked by somebody who waits no longer may still be carried out: replicas that differ are read again, and stay so if they truly do. */
async function readStates({ recorder, targets }: Client, prefix: string): Promise<void> {
  for (let left = 5; ; left--) {
    const states: (readonly RecordedState[])[] = [];
    for (const target of targets) states.push(await stateOf(target, prefix));
    const shown = new Set(states.map((all) => all.map(({ hash }) => hash).join(' ')));
    if (shown.size > 1 && left > 0) await new Promise((resolve) => setTimeout(resolve, 1000));
    else return states.flat().forEach(recorder.state);
  }
}

async function readSequence({ recorder, targets }: Client, { counting }: Places): Promise<void> {
  const { entries } = await surely(targets, { path: `${counting.prefix}/_sim/journal?operation=getCurrentUser` });
  recorder.sequence(
    rule,
    (entries as readonly { query: { mark: string }; faults: readonly string[] }[]).map(({ query, faults }) => ({
      element: query.mark,
      isHit: faults.includes(rule),
    })),
  );
}

/** All that a replica shows of a world; addresses differ, since each replica names its own. */
async function stateOf(target: Target, prefix: string): Promise<readonly RecordedState[]> {
  const states: RecordedState[] = [];
  for (const path of ['', '/state', '/clock', '/faults', '/snapshots', '/journal', '/sinks', '/worlds']) {
    if (path === '/worlds' && prefix !== '') continue;
    const shown = await answerOf(target, { path: `${prefix}/_sim${path}` });
    const text = `${shown.status} ${shown.text.replaceAll(target.url(), '')}`;
    const hash = path === '' && shown.status === 200 ? stateHashIn(shown.text) : shortHash(text);
    states.push({ replica: target.name, object: `${prefix}/_sim${path}`, hash });
  }
  return states;
}

type RecordedState = Parameters<Recorder['state']>[0];

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex');
const stateHashIn = (text: string): string => (JSON.parse(text) as { stateHash: string }).stateHash;
