/** Clients that fail of what stands before or beside a product: gateways, quotas, lag, other dialects, bent records. */
import type { Client, Json, Poll } from './poll.ts';
import { patiently, usmSession } from './right.ts';

const search = '/events/v1/aggregated/search';

const updatedSince = (poll: Poll, since: number, more: object = {}): Promise<Response> =>
  poll.argus(search, { startTimestamp: 0, lastUpdatedTimestamp: since, sortBy: ['lastUpdated'], limit: 100, ...more });

const refusal = async (answer: Response): Promise<Error> => new Error(`${answer.status} ${await answer.text()}`);

export const naiveArgusFaults: Readonly<Record<string, Client>> = {
  'clamped-page': async (poll) => {
    for (let offset = 0, count = 1; offset < count; offset += 50) {
      const answer = await updatedSince(poll, poll.now - 3_600_000, { limit: 50, offset });
      const page = (await answer.json()) as Json;
      count = page.count;
      if (page.data.length > 0) await poll.deliver(page.data);
    }
  },
  'retry-after-date': async (poll) => {
    const state = poll.load({ since: poll.now - 3_600_000, pausedUntil: '0' });
    if (!(poll.now >= Number(state.pausedUntil))) return;
    const answer = await updatedSince(poll, state.since);
    if (answer.status === 429) {
      const seconds = Number(answer.headers.get('retry-after') ?? 60);
      poll.save({ ...state, pausedUntil: String(poll.now + seconds * 1000) });
      return;
    }
    if (!answer.ok) throw await refusal(answer);
    const { data } = (await answer.json()) as Json;
    if (data.length > 0) await poll.deliver(data);
    poll.save({ ...state, since: (data.at(-1)?.lastUpdatedTimestamp ?? state.since - 1) + 1 });
  },
  'null-for-a-list': async (poll) => {
    const since = poll.load(poll.now - 3_600_000);
    const answer = await updatedSince(poll, since);
    if (!answer.ok) throw await refusal(answer);
    const { data } = (await answer.json()) as Json;
    const events = data.map((event: Json) => ({ ...event, notes: event.comments.map(({ comment }: Json) => comment) }));
    if (events.length > 0) await poll.deliver(events);
    poll.save((data.at(-1)?.lastUpdatedTimestamp ?? since - 1) + 1);
  },
  'html-from-a-gateway': async (poll) => {
    const since = poll.load(poll.now - 3_600_000);
    const answer = await updatedSince(poll, since);
    const { data } = (await answer.json().catch(() => ({ data: [] }))) as Json;
    if (data.length > 0) await poll.deliver(data);
    poll.save(poll.now);
  },
};

export const naiveUsmFaults: Readonly<Record<string, Client>> = {
  'expiry-as-400': async (poll) => {
    const state = poll.load({ token: '', seen: [] as string[] });
    let token = state.token === '' ? await poll.token() : state.token;
    let answer = await poll.usm(token, '/alarms?size=100');
    if (answer.status === 401) {
      token = await poll.token();
      answer = await poll.usm(token, '/alarms?size=100');
    }
    if (!answer.ok) throw await refusal(answer);
    const alarms = (((await answer.json()) as Json)._embedded?.alarms ?? []) as readonly Json[];
    const fresh = alarms.filter(({ uuid }) => !state.seen.includes(uuid));
    if (fresh.length > 0) await poll.deliver(fresh);
    poll.save({ token, seen: alarms.map(({ uuid }) => uuid) });
  },
  'listed-before-it-can-be-got': async (poll) => {
    const seen = poll.load<string[]>([]);
    const token = await poll.token();
    const list = (await (await poll.usm(token, '/alarms?size=100')).json()) as Json;
    for (const { uuid } of list._embedded?.alarms ?? []) {
      if (seen.includes(uuid)) continue;
      const answer = await poll.usm(token, `/alarms/${uuid}`);
      if (answer.ok) await poll.deliver([await answer.json()]);
      seen.push(uuid);
    }
    poll.save(seen);
  },
};

/** Details of alarms; what is not there yet is left for the next time. */
export const rightDetails: Client = async (poll) => {
  const seen = poll.load<string[]>([]);
  const list = await usmSession(poll)('/alarms?size=100');
  const token = await poll.token();
  for (const { uuid } of list._embedded?.alarms ?? []) {
    if (seen.includes(uuid)) continue;
    const answer = await poll.usm(token, `/alarms/${uuid}`);
    if (!answer.ok) continue;
    await poll.deliver([await answer.json()]);
    seen.push(uuid);
    poll.save(seen);
  }
};

/** All events as they are written, without and with care for numbers that are longer than a double is exact. */
export const naiveNumbers: Client = async (poll) =>
  poll.deliver((await patiently(() => updatedSince(poll, poll.now - 3_600_000))).data);

export const rightNumbers: Client = async (poll) => {
  const text = await (await updatedSince(poll, poll.now - 3_600_000)).text();
  const exact = text.replaceAll(/(?<=[:[,])\d{16,}(?=[,\]}])/g, '"$&"');
  await poll.deliver((JSON.parse(exact) as Json).data);
};
