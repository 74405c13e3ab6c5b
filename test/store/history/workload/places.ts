/** What the clients share: events to write to, and worlds with a rule that counts, with a clock that runs, and for a continuous pull. */
import { uuid, type Stream } from '../../../../src/kernel/random.ts';
import { ask, type Answered, type Question, type Target } from './ask.ts';
import { asKey } from './client.ts';
import type { Recorder } from './recorder.ts';

/** A world besides the server's own. */
export interface Place {
  readonly prefix: string;
  /** Headers of a caller who may do everything there. */
  readonly asAll: Readonly<Record<string, string>>;
}

export interface Places {
  /** Events that are commented on. */
  readonly commented: readonly string[];
  /** Events with a property that is compared and set. */
  readonly compared: readonly string[];
  readonly counting: Place;
  readonly ticking: Place;
  readonly pulled: Place;
  /** Names of worlds that come and go, whose first event is this. */
  readonly eventOfWorlds: string;
}

/** Each so many requests that the rule counts is refused. */
export const every = 3;
export const rule = 'each-third';
/** Size of worlds that clients make. */
export const small = { events: 60 };

/** UUIDs of events that clients hand in, which begin like no other. */
export const submittedId = (chance: Stream): string => `feed${uuid(chance).slice(4)}`;
export const isSubmitted = (id: string): boolean => id.startsWith('feed');

/** Makes all of it, at whichever replica answers. */
export async function makePlaces(targets: readonly Target[], recorder: Recorder): Promise<Places> {
  const sure = (question: Question): Promise<any> => surely(targets, question);
  const listed = await sure({ path: '/events/v1/aggregated?startTimestamp=0&limit=9', headers: asKey });
  const events = (listed.data as readonly { readonly id: string }[]).map(({ id }) => id);
  const [commented, compared] = [events.slice(0, 5), events.slice(5)];
  for (const id of compared) {
    const body = { assessmentProperty: [{ key: 'turn', values: ['0'] }] };
    await sure({ method: 'PUT', path: `/events/v2/event/${id}/assess`, headers: asKey, body });
    recorder.register(id, '0');
  }
  const place = async (name: string): Promise<Place> => {
    const made = await sure({ method: 'PUT', path: `/_sim/worlds/${name}`, body: small });
    return { prefix: `/w/${name}`, asAll: { 'Argus-API-Key': made.keys[0].value as string } };
  };
  const counting = await place('counting');
  const match = { operation: 'getCurrentUser', nth: { every } };
  await sure({
    method: 'POST',
    path: `${counting.prefix}/_sim/faults`,
    body: { id: rule, match, effect: { error: 429 } },
  });
  recorder.counter(rule, every);
  const ticking = await place('ticking');
  await sure({ method: 'POST', path: `${ticking.prefix}/_sim/clock/resume`, body: { speed: 10 } });
  const pulled = await place('pulled');
  const first = await sure({
    path: `${pulled.prefix}/events/v1/aggregated?startTimestamp=0&limit=1`,
    headers: pulled.asAll,
  });
  return { commented, compared, counting, ticking, pulled, eventOfWorlds: first.data[0].id as string };
}

/** Asks until somebody answers well; what is asked must bear being asked twice. */
export async function surely(targets: readonly Target[], question: Question): Promise<any> {
  let last = 'no replica';
  for (let round = 0; round < 300; round++)
    for (const target of targets) {
      const answered = await ask(target, question);
      if (typeof answered === 'object' && answered.status < 400) return JSON.parse(answered.text || 'null');
      last = typeof answered === 'object' ? `${answered.status} ${answered.text}` : answered;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  throw new Error(`${question.method ?? 'GET'} ${question.path}: ${last}`);
}

/** Asks one replica until it answers, be it with a refusal. */
export async function answerOf(target: Target, question: Question): Promise<Exclude<Answered, string>> {
  for (let round = 0; round < 300; round++) {
    const answered = await ask(target, question);
    if (typeof answered === 'object' && answered.status < 500) return answered;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${target.name} does not answer ${question.path}`);
}
