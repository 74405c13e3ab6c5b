/** Clients of USM Anywhere as they were shipped: each has one of the bugs of `scenarios/bugs/`, and is right besides. */
import type { Client, Json, Poll } from './poll.ts';

const ask = async ({ usm }: Poll, token: string, path: string): Promise<Json> => {
  const answer = await usm(token, path);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
};

export const naiveUsm: Readonly<Record<string, Client>> = {
  'page-one-is-the-first': async (poll) => {
    const token = await poll.token();
    for (let page = 1, pages = 1; page <= pages; page++) {
      const answer = await ask(poll, token, `/alarms?page=${page}&size=20&sort=timestamp_occured,asc`);
      pages = answer.page.totalPages;
      const alarms = answer._embedded?.alarms ?? [];
      if (alarms.length > 0) await poll.deliver(alarms);
    }
  },
  'renamed-member': async (poll) => {
    const answer = await ask(poll, await poll.token(), '/alarms?size=100&sort=timestamp_occured,asc');
    const since = poll.load(poll.now - 3_600_000);
    const isNew = (alarm: Json): boolean => Number(alarm.timestamp_occured) > since;
    const alarms = (answer._embedded?.alarms ?? []).filter(isNew);
    if (alarms.length > 0) await poll.deliver(alarms);
    poll.save(poll.now);
  },
  'zero-is-not-unlimited': async (poll) => {
    const answer = await ask(poll, await poll.token(), '/alarms?size=0');
    const alarms = answer._embedded?.alarms ?? [];
    if (alarms.length > 0) await poll.deliver(alarms);
  },
  'token-never-renewed': async (poll) => {
    const { token, since } = poll.load({ token: '', since: poll.now - 3_600_000 });
    const mine = token === '' ? await poll.token() : token;
    const answer = await poll.usm(mine, `/alarms?timestamp_occured_gte=${since}&size=100`);
    if (!answer.ok) return;
    const alarms = ((await answer.json()) as Json)._embedded?.alarms ?? [];
    if (alarms.length > 0) await poll.deliver(alarms);
    poll.save({ token: mine, since });
  },
  'parameters-twice': async (poll) => {
    const token = await poll.token();
    const own = { page: '0', size: '20', sort: 'timestamp_occured,asc' };
    let next: string | undefined = '/alarms';
    for (let pages = 0; next !== undefined && pages < 10; pages++) {
      const [path = '', query = ''] = next.split('?');
      const parameters = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(query)), ...own });
      const answer: Json = await ask(poll, token, `${path}?${parameters.toString()}`);
      const alarms = answer._embedded?.alarms ?? [];
      if (alarms.length > 0) await poll.deliver(alarms);
      next = answer._links.next?.href;
    }
  },
};
