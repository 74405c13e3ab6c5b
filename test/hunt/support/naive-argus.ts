/** Clients of Argus as they were shipped: each has one of the bugs of `scenarios/bugs/`, and is right besides. */
import type { Client, Json, Poll } from './poll.ts';

/** What the clients of short pages search for. */
export const blueTeam = { properties: { 'host.team': 'blue' } };

const search = '/events/v1/aggregated/search';

const ask = async ({ argus }: Poll, criteria: object): Promise<Json> => {
  const answer = await argus(search, { startTimestamp: 0, ...criteria });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
};

/** All pages of what was updated since, in ascending order. */
async function* pagesSince(poll: Poll, since: number, limit = 25): AsyncGenerator<Json[]> {
  for (let offset = 0, count = 1; offset < count; offset += limit) {
    const answer = await ask(poll, { lastUpdatedTimestamp: since, sortBy: ['lastUpdated'], limit, offset });
    count = answer.count;
    yield answer.data;
  }
}

/** The instant of the last one of a page. */
const lastOf = (events: readonly Json[]): number | undefined => events.at(-1)?.lastUpdatedTimestamp;

export const naiveArgus: Readonly<Record<string, Client>> = {
  'last-event-again': async (poll) => {
    let since = poll.load(poll.now - 3_600_000);
    for await (const events of pagesSince(poll, since)) {
      if (events.length > 0) await poll.deliver(events);
      since = lastOf(events) ?? since;
    }
    poll.save(since);
  },
  'absent-member': async (poll) => {
    let since = poll.load(poll.now - 3_600_000);
    for await (const events of pagesSince(poll, since)) {
      const enriched = events.map((event) => ({ ...event, country: event.source.geoLocation.countryCode }));
      if (enriched.length > 0) await poll.deliver(enriched);
      since = (lastOf(events) ?? since - 1) + 1;
    }
    poll.save(since);
  },
  'late-arrival': async (poll) => {
    const since = poll.load(poll.now - 3_600_000);
    const answer = await ask(poll, { startTimestamp: since, sortBy: ['timestamp'], limit: 1000 });
    if (answer.data.length > 0) await poll.deliver(answer.data);
    poll.save(answer.data.length > 0 ? answer.data.at(-1).timestamp + 1 : since);
  },
  'ties-at-the-cursor': async (poll) => {
    let since = poll.load(poll.now - 3_600_000);
    for (;;) {
      const { data } = await ask(poll, { lastUpdatedTimestamp: since, sortBy: ['lastUpdated'] });
      if (data.length === 0) break;
      await poll.deliver(data);
      since = (lastOf(data) ?? 0) + 1;
      poll.save(since);
    }
  },
  'cursor-in-seconds': async (poll) => {
    let seconds = poll.load(Math.floor(poll.now / 1000) - 3600);
    for (;;) {
      const { data } = await ask(poll, { lastUpdatedTimestamp: seconds * 1000, sortBy: ['lastUpdated'] });
      if (data.length === 0) break;
      await poll.deliver(data);
      seconds = Math.floor((lastOf(data) ?? 0) / 1000) + 1;
      poll.save(seconds);
    }
  },
  'cursor-to-now': async (poll) => {
    const since = poll.load(poll.now - 3_600_000);
    const { data } = await ask(poll, { startTimestamp: since, sortBy: ['timestamp'], limit: 1000 });
    if (data.length > 0) await poll.deliver(data);
    poll.save(data.length > 0 ? data.at(-1).timestamp + 1 : poll.now);
  },
  'old-cursor-dropped': async (poll) => {
    const saved = poll.load(poll.now - 3_600_000);
    let since = poll.now - saved > 86_400_000 ? poll.now - 3_600_000 : saved;
    for await (const events of pagesSince(poll, since)) {
      if (events.length > 0) await poll.deliver(events);
      since = (lastOf(events) ?? since - 1) + 1;
    }
    poll.save(since);
  },
  'slower-than-the-burst': async (poll) => {
    const since = poll.load(poll.now - 3_600_000);
    const { data } = await ask(poll, { lastUpdatedTimestamp: since, sortBy: ['lastUpdated'], limit: 50 });
    if (data.length > 0) await poll.deliver(data);
    poll.save(poll.now);
  },
  'newest-first-and-restart': async (poll) => {
    const since = poll.load(poll.now - 3_600_000);
    for (let offset = 0, count = 1; offset < count; offset += 25) {
      const answer = await ask(poll, { lastUpdatedTimestamp: since, sortBy: ['-lastUpdated'], offset });
      count = answer.count;
      if (answer.data.length > 0) await poll.deliver(answer.data);
      if (offset === 0 && answer.data.length > 0) poll.save(answer.data[0].lastUpdatedTimestamp + 1);
    }
  },
  'last-row-is-the-newest': async (poll) => {
    let since = poll.load(poll.now - 3_600_000);
    for (let pages = 0; pages < 20; pages++) {
      const { data, limit } = await ask(poll, { lastUpdatedTimestamp: since });
      if (data.length > 0) await poll.deliver(data);
      since = (lastOf(data) ?? since - 1) + 1;
      poll.save(since);
      if (data.length < limit) break;
    }
  },
  'refused-midway': async (poll) => {
    const since = poll.load(poll.now - 3_600_000);
    try {
      for await (const events of pagesSince(poll, since)) if (events.length > 0) await poll.deliver(events);
    } catch {
      // Argus is busy; there will be another time.
    }
    poll.save(poll.now);
  },
  'window-from-the-clock': async (poll) => {
    const [from, to] = [poll.now - 300_000, poll.now - 1];
    const { data } = await ask(poll, { startTimestamp: from, endTimestamp: to, limit: 1000 });
    if (data.length > 0) await poll.deliver(data);
  },
  'all-pages-before-any-is-handed-on': async (poll) => {
    const since = poll.load(poll.now - 3_600_000);
    const all: Json[] = [];
    for await (const events of pagesSince(poll, since)) all.push(...events);
    if (all.length > 0) await poll.deliver(all);
    poll.save((lastOf(all) ?? since - 1) + 1);
  },
  'text-beyond-ascii': async (poll) => {
    const answer = await poll.argus(search, { startTimestamp: 0, limit: 1000 });
    const { data } = JSON.parse(Buffer.from(await answer.arrayBuffer()).toString('latin1'));
    if (data.length > 0) await poll.deliver(data);
  },
  'local-time': async (poll) => {
    /** Of Oslo, as it is at an instant: what a process takes for the whole of its life. */
    const offset = poll.now < Date.UTC(2026, 9, 25, 1) ? 7_200_000 : 3_600_000;
    const saved = poll.load(new Date(poll.now - 600_000 + offset).toISOString().slice(0, 23));
    let since = Date.parse(`${saved}Z`) - offset;
    for await (const events of pagesSince(poll, since)) {
      if (events.length > 0) await poll.deliver(events);
      since = (lastOf(events) ?? since - 1) + 1;
    }
    poll.save(new Date(since + offset).toISOString().slice(0, 23));
  },
  'page-number-as-offset': async (poll) => {
    const since = poll.load(poll.now - 3_600_000);
    for (let page = 0, pages = 1; page < pages; page++) {
      const answer = await ask(poll, { lastUpdatedTimestamp: since, sortBy: ['lastUpdated'], offset: page });
      pages = Math.ceil(answer.count / 25);
      if (answer.data.length > 0) await poll.deliver(answer.data);
    }
    poll.save(poll.now);
  },
  'short-page-is-the-end': async (poll) => {
    for (let offset = 0; ; offset += 25) {
      const criteria = { ...blueTeam, sortBy: ['lastUpdated'], limit: 25, offset };
      const { data } = await ask(poll, criteria);
      if (data.length > 0) await poll.deliver(data);
      if (data.length < 25) break;
    }
  },
};
