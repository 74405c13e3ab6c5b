import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dialects, followed, idOf, itemsOf, raw, tenant } from './support.ts';

test.each(dialects)(
  'following next yields every alarm once and in order, under any filter and size, in the %s dialect',
  async (dialect) => {
    const { ask, url } = await tenant(dialect, { events: 2500 });
    const everything = new Map(
      (await followed({ ask, url }, '/alarms?size=2000')).map((alarm) => [idOf(alarm), alarm]),
    );
    const one = <T>(...values: T[]) => fc.constantFrom(...values);
    const query = fc.record(
      {
        status: one('open', 'closed', 'in_review', 'in+review'),
        priority_label: one('low', 'medium', 'high'),
        rule_intent: one('Delivery+%26+Attack', 'System%20Compromise'),
        suppressed: one('true', 'False'),
        timestamp_occured_gte: one('1793000000000', '1793300000000'),
        size: one('13', '50', '333', '2000'),
        sort: one(
          'timestamp_occured,asc',
          'priority,desc',
          'rule_method,asc',
          'timestamp_received,desc',
          'nonsense,asc',
        ),
      },
      { requiredKeys: ['size'] },
    );
    const time = (alarm: any) => Number(alarm.timestamp_occured ?? alarm.timestamp_occurred);
    await fc.assert(
      fc.asyncProperty(query, async (given) => {
        const search = Object.entries(given)
          .map(([name, value]) => `${name}=${value}`)
          .join('&');
        const ids = (await followed({ ask, url }, `/alarms?${search}`)).map(idOf);
        expect(new Set(ids).size).toBe(ids.length);
        const wanted = [...everything.values()].filter(
          (alarm) =>
            (given.status === undefined || alarm.status === given.status.replace('+', '_')) &&
            (given.priority_label === undefined || alarm.priority_label === given.priority_label) &&
            (given.rule_intent === undefined ||
              alarm.rule_intent === decodeURIComponent(given.rule_intent.replaceAll('+', ' '))) &&
            (given.suppressed === undefined || String(alarm.suppressed) === given.suppressed.toLowerCase()) &&
            (given.timestamp_occured_gte === undefined || time(alarm) >= Number(given.timestamp_occured_gte)),
        );
        expect([...ids].sort()).toEqual(wanted.map(idOf).sort());
        const keyOf: Record<string, (alarm: any) => string | number> = {
          'timestamp_occured,asc': time,
          'priority,desc': ({ priority }) => -priority,
          'rule_method,asc': ({ rule_method: method }) => method,
          'timestamp_received,desc': ({ timestamp_received: received }) => -received,
        };
        const key = keyOf[given.sort ?? ''] ?? ((alarm: any) => -time(alarm));
        const keys = ids.map((id) => key(everything.get(id)));
        expect(keys.every((value, at) => at === 0 || keys[at - 1]! <= value)).toBe(true);
      }),
      { numRuns: 25, seed: 4 },
    );
  },
);

test('pages count from zero, and the size in force is reported', async () => {
  const { ask } = await tenant('live', { events: 10_000 });
  const page = async (query: string) => (await ask(`/events?${query}`)).json.page;
  expect(await page('')).toMatchObject({ number: 0, size: 20 });
  expect(await page('size=5000')).toMatchObject({ number: 0, size: 2000 });
  for (const query of ['page=-1&size=0', 'page=x&size=-5', 'page=&size=', 'page=1.5&size=2e3', 'page=99999999999'])
    expect(await page(query)).toMatchObject({ number: 0, size: 20 });
  const { totalElements, totalPages } = await page('size=7');
  expect(totalElements).toBeGreaterThanOrEqual(60_000);
  expect(totalPages).toBe(Math.ceil(totalElements / 7));
});

test('links stand in the order of the dialect, with the filters first and the paging last', async () => {
  const orders = {
    live: ['first', 'prev', 'self', 'next', 'last'],
    documented: ['first', 'self', 'next', 'last', 'prev'],
  };
  for (const dialect of dialects) {
    const { ask, url } = await tenant(dialect);
    const query = 'page=2&status=open&size=5&sort=priority%2Cdesc&rule_intent=Delivery+%26+Attack';
    const { _links: links } = (await ask(`/alarms?${query}`)).json;
    expect(Object.keys(links)).toEqual(orders[dialect]);
    expect(links.self.href).toBe(`${url}/api/2.0/alarms?${query}`);
    expect(links.next.href).toBe(
      `${url}/api/2.0/alarms?status=open&rule_intent=Delivery+%26+Attack&page=3&size=5&sort=priority,desc`,
    );
    expect(links.prev.href).toContain('page=1&size=5&sort=priority,desc');
    expect(links.first.href).toContain('page=0&');
  }
});

test('a bare request has the bare address as self and the default sort in the others', async () => {
  const { ask, url } = await tenant('live');
  const { _links: links } = (await ask('/alarms')).json;
  expect(links.self).toEqual({ href: `${url}/api/2.0/alarms` });
  expect(links.next).toEqual({ href: `${url}/api/2.0/alarms?page=1&size=20&sort=timestamp_occured,desc` });
});

test('a single page has only self; the first has no prev, the last no next', async () => {
  const { ask } = await tenant('live');
  const relations = async (query: string) => Object.keys((await ask(`/alarms?${query}`)).json._links);
  expect(await relations('size=2000')).toEqual(['self']);
  expect(await relations('rule_method=none')).toEqual(['self']);
  expect(await relations('size=50')).toEqual(['first', 'self', 'next', 'last']);
  const { totalPages } = (await ask('/alarms?size=50')).json.page;
  expect(await relations(`size=50&page=${totalPages - 1}`)).toEqual(['first', 'prev', 'self', 'last']);
});

test('a page past the end keeps its number and the totals', async () => {
  const { ask } = await tenant('live');
  const { json } = await ask('/alarms?page=100000&size=50');
  const { json: first } = await ask('/alarms?size=50');
  expect(json).not.toHaveProperty('_embedded');
  expect(json.page).toEqual({ ...first.page, number: 100_000 });
  expect(Object.keys(json._links)).toEqual(['first', 'prev', 'self', 'last']);
});

test('links are those that the client sees, through a proxy or not, and never those of another client', async () => {
  const { url, token } = await tenant('live', { trustProxy: true });
  const self = async (headers: Record<string, string>) => {
    const answer = await raw(url, '/api/2.0/alarms?size=1', {
      headers: { Authorization: `Bearer ${token}`, ...headers },
    });
    return answer.json._links.self.href.replace('/api/2.0/alarms?size=1', '');
  };
  const seen = [
    [{ Host: 'acme.example' }, 'http://acme.example'],
    [{ Host: 'acme.example', 'X-Forwarded-Proto': 'https' }, 'https://acme.example'],
    [
      { Host: 'inner:8080', 'X-Forwarded-Host': 'acme.example, proxy', 'X-Forwarded-Proto': 'https,http' },
      'https://acme.example',
    ],
    [{ Host: 'a.example', 'X-Forwarded-Port': '8443', 'X-Forwarded-Proto': 'https' }, 'https://a.example:8443'],
    [{ Host: 'a.example:8080', 'X-Forwarded-Port': '443', 'X-Forwarded-Proto': 'https' }, 'https://a.example'],
    [{ Host: '[::1]:9000' }, 'http://[::1]:9000'],
    [
      { Host: 'a.example', 'X-Forwarded-Host': 'evil"><script>', 'X-Forwarded-Proto': 'javascript' },
      'http://a.example',
    ],
  ] as const;
  for (const [headers, wanted] of seen) expect(await self(headers)).toBe(wanted);
});

test('from a proxy that is not trusted no link is made', async () => {
  const { url, token } = await tenant('live');
  const headers = { Authorization: `Bearer ${token}`, Host: 'a.example', 'X-Forwarded-Host': 'evil.example' };
  const answer = await raw(url, '/api/2.0/alarms?size=1', { headers: { ...headers, 'X-Forwarded-Prefix': '/w/x' } });
  expect(answer.json._links.self.href).toBe('http://a.example/api/2.0/alarms?size=1');
});

test('a prefix of a trusted proxy that is none is refused', async () => {
  const { url, token } = await tenant('live', { trustProxy: true });
  const ask = (prefix: string) =>
    fetch(`${url}/api/2.0/alarms?size=1`, {
      headers: { Authorization: `Bearer ${token}`, 'X-Forwarded-Prefix': prefix },
    });
  expect([(await ask('/siem')).status, (await ask('')).status]).toEqual([200, 200]);
  for (const prefix of ['siem', '/a b', '//evil.example', '/a?b']) {
    const answer = await ask(prefix);
    expect([answer.status, ((await answer.json()) as any).type]).toEqual([400, 'urn:problem-type:siem-sim:bad-prefix']);
  }
});

test('a slash after the path makes no difference', async () => {
  const { ask } = await tenant('live');
  const [one] = itemsOf(await ask('/alarms/?page=0&size=1'));
  expect((await ask(`/alarms/${one.uuid}/`)).json).toEqual((await ask(`/alarms/${one.uuid}`)).json);
  expect((await ask('/events/?size=1')).status).toBe(200);
  expect((await ask(`/alarms/${one.uuid}/labels/`)).status).toBe(200);
});
