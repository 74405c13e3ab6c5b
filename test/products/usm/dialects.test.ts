import { expect, test } from 'vitest';
import { schemaDocument, violations, type Json } from '../../../src/kernel/schema.ts';
import { good, basic, conforms, dialects, idOf, itemsOf, labelId, raw, restricted, tenant } from './support.ts';

test.each(dialects)('a token has the shape of its schema in the %s dialect', async (dialect) => {
  const { url } = await tenant(dialect);
  const answer = await raw(url, '/api/2.0/oauth/token', {
    method: 'POST',
    headers: { Authorization: basic(good) },
    body: 'grant_type=client_credentials',
  });
  expect(answer.status).toBe(200);
  conforms('token', answer.json);
});

test.each(dialects)('pages of alarms and events have the shape of their schemas in the %s dialect', async (dialect) => {
  const { ask } = await tenant(dialect, { events: 10_000 });
  for (const list of ['alarms', 'events'])
    for (const query of [
      '',
      '?size=2000',
      '?page=1&size=7&sort=timestamp_occured,asc',
      '?page=999999',
      '?plugin=none&rule_method=none',
    ]) {
      const answer = await ask(`/${list}${query}`);
      expect(answer.status).toBe(200);
      conforms(`${dialect}/${list}`, answer.json);
    }
});

test.each(dialects)(
  'single alarms, events and labels have the shape of their schemas in the %s dialect',
  async (dialect) => {
    const { ask } = await tenant(dialect, { events: 4000 });
    const plugins = new Set<string>();
    for (const sort of ['priority,desc', 'rule_method,asc', 'event_name,asc', 'alarm_events_count,desc'])
      for (const item of itemsOf(await ask(`/alarms?size=40&sort=${sort}`))) {
        conforms(`${dialect}/alarm`, (await ask(`/alarms/${idOf(item)}`)).json);
        conforms(`${dialect}/labels`, (await ask(`/alarms/${idOf(item)}/labels`)).json);
      }
    for (const sort of ['plugin,asc', 'plugin,desc', 'timestamp_occured,asc'])
      for (const page of [0, 3])
        for (const item of itemsOf(await ask(`/events?size=40&page=${page}&sort=${sort}`))) {
          const event = (await ask(`/events/${idOf(item)}`)).json;
          conforms(`${dialect}/event`, event);
          plugins.add(event.plugin);
        }
    expect(plugins.size).toBeGreaterThanOrEqual(3);
  },
);

test.each(dialects)('every refusal has the shape of its schema in the %s dialect', async (dialect) => {
  const { ask, url, as } = await tenant(dialect);
  const reader = await as(restricted);
  const [seen] = itemsOf(await reader.ask('/alarms?size=1'));
  const refused = [
    [401, await ask('/alarms', { authorization: null })],
    [401, await ask('/alarms', { authorization: 'Bearer garbage' })],
    [400, await ask('/alarms?timestamp_occured_gte=yesterday')],
    [400, await ask('/events?suppressed=perhaps')],
    [404, await ask('/alarms/00000000-0000-4000-8000-000000000000')],
    [404, await ask('/nothing/here')],
    [405, await ask('/alarms', { method: 'POST' })],
    [405, await ask('/oauth/token')],
    [403, await reader.ask(`/alarms/${idOf(seen)}/labels/${labelId}`, { method: 'PUT' })],
    [401, await raw(url, '/api/2.0/oauth/token?grant_type=client_credentials', { method: 'POST' })],
    [400, await raw(url, '/api/2.0/oauth/token', { method: 'POST', headers: { Authorization: basic(good) } })],
  ] as const;
  for (const [status, answer] of refused) {
    expect([status, answer.text]).toEqual([answer.status, answer.text]);
    conforms('failure', answer.json);
  }
});

const files = [
  'alarm-query',
  'event-query',
  'token-query',
  'alarm-params',
  'event-params',
  'label-params',
  'token',
  'failure',
].concat(
  dialects.flatMap((dialect) => ['alarm', 'alarms', 'event', 'events', 'labels'].map((name) => `${dialect}/${name}`)),
);

test.each(files)('every member in the schema usm/%s says where it is known from', (name) => {
  const bare: string[] = [];
  const visit = (value: Json, path: string): void => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
    for (const [key, member] of Object.entries(value)) {
      if (key === 'properties')
        for (const [property, schema] of Object.entries(member as Record<string, Json>)) {
          const { 'x-source': source = '', $ref = '' } = schema as { 'x-source'?: string; $ref?: string };
          const isCited = /usm\.md|USM Anywhere REST API/.test(source) || $ref !== '';
          // Numbers of the page and the href stand together under one citation.
          if (!isCited && !/^(size|total\w+|number)$/.test(property)) bare.push(`${path}/${property}`);
        }
      visit(member, `${path}/${key}`);
    }
  };
  visit(schemaDocument(`usm/${name}.schema.json`), '');
  expect(bare).toEqual([]);
});

test.each(dialects)('the schemas of the %s dialect are closed', async (dialect) => {
  const { ask } = await tenant(dialect);
  for (const list of ['alarms', 'events']) {
    const page = (await ask(`/${list}?size=1`)).json;
    const [item] = Object.values(page._embedded as Record<string, any[]>)[0]!;
    item.unheard_of = true;
    expect(violations(`usm/${dialect}/${list}.schema.json`, page)).not.toEqual([]);
    const single = { ...(await ask(`/${list}/${idOf(item)}`)).json, unheard_of: true };
    expect(violations(`usm/${dialect}/${list.slice(0, -1)}.schema.json`, single)).not.toEqual([]);
  }
});
