/** Right clients: what is asked is asked again where it was refused, records are known by their ids, and state moves after delivery. */
import type { Client, Json, Poll } from './poll.ts';

const tries = 4;

/** A JSON answer, of whatever kind it takes several tries to get. */
export async function patiently(ask: () => Promise<Response>): Promise<Json> {
  let last = 'no answer';
  for (let at = 0; at < tries; at++) {
    try {
      const answer = await ask();
      const text = await answer.text();
      if (answer.ok && /json/.test(answer.headers.get('content-type') ?? '')) return JSON.parse(text);
      last = `${answer.status} ${text.slice(0, 200)}`;
    } catch (error) {
      last = String(error);
    }
  }
  throw new Error(last);
}

interface Known {
  readonly since: number;
  /** Ids that were delivered and may come again. */
  readonly ids: readonly string[];
}

const overlap = 60_000;
const page = 25;

/** Polls Argus by when events were stored, a minute before the last one again, and leaves out what it has had. */
export const rightArgus: Client = async ({ argus, deliver, load, save, now }) => {
  const known = load<Known>({ since: now - 3_600_000, ids: [] });
  const had = new Map(known.ids.map((id) => [id, known.since]));
  let since = known.since - overlap;
  for (let offset = 0, count = 1; offset < count;) {
    const criteria = { startTimestamp: 0, lastUpdatedTimestamp: since, sortBy: ['lastUpdated'], limit: page, offset };
    const answer = await patiently(() => argus('/events/v1/aggregated/search', criteria));
    const events: readonly Json[] = answer.data;
    const fresh = events.filter((event) => !had.has(versionOf(event)));
    if (fresh.length > 0) await deliver(fresh);
    for (const event of events) had.set(versionOf(event), event.lastUpdatedTimestamp);
    // From the last one on, so that what moves behind it pushes nothing out of sight; further within one instant.
    const last = Math.max(since, ...events.map(({ lastUpdatedTimestamp }) => lastUpdatedTimestamp));
    const isEnd = offset + events.length >= answer.count;
    [offset, count] = isEnd ? [0, 0] : [last > since ? 0 : offset + events.length, answer.count];
    since = last;
    const ids = [...had].filter(([, updated]) => updated >= since - overlap).map(([id]) => id);
    save({ since: Math.max(since, known.since), ids });
  }
};

/** All that match, by the count of what there is; to be told from others only by a search that may leave pages short. */
export const rightByCount =
  (criteria: object): Client =>
  async ({ argus, deliver }) => {
    for (let offset = 0, count = 1; offset < count; offset += page) {
      const body = { startTimestamp: 0, sortBy: ['lastUpdated'], ...criteria, limit: page, offset };
      const answer = await patiently(() => argus('/events/v1/aggregated/search', body));
      count = answer.count;
      if (answer.data.length > 0) await deliver(answer.data);
    }
  };

const versionOf = ({ id, lastUpdatedTimestamp }: Json): string => `${id} ${lastUpdatedTimestamp}`;

/** What `ask` answers with a token that is renewed once where it is refused. */
export function usmSession({ token, usm }: Pick<Poll, 'token' | 'usm'>): (path: string) => Promise<Json> {
  let current: string | null = null;
  return (path) =>
    patiently(async () => {
      current ??= await token();
      const answer = await usm(current, path);
      if (answer.status === 401 || answer.status === 400) current = null;
      return answer;
    });
}

const lookBack = 3_600_000;

/** Walks alarms by their next links, an hour before the last one again. */
export const rightUsm: Client = async (poll) => {
  const known = poll.load<Known>({ since: poll.now - lookBack, ids: [] });
  const had = new Set(known.ids);
  const ask = usmSession(poll);
  let { since } = known;
  let next: string | undefined =
    `/alarms?timestamp_occured_gte=${known.since - lookBack}&sort=timestamp_occured,asc&size=20`;
  while (next !== undefined) {
    const answer: Json = await ask(next);
    const alarms: readonly Json[] = answer._embedded?.alarms ?? [];
    if (alarms.length === 0 && answer.page.totalElements > answer.page.size * answer.page.number)
      throw new Error('alarms were counted, and none came');
    const fresh = alarms.filter(({ uuid }) => !had.has(uuid));
    if (fresh.length > 0) await poll.deliver(fresh);
    for (const { uuid } of fresh) had.add(uuid);
    since = Math.max(since, ...alarms.map((alarm) => Number(alarm.timestamp_occured ?? alarm.timestamp_occurred)));
    next = answer._links?.next?.href;
  }
  poll.save({ since, ids: [...had] });
};
