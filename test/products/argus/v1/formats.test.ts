import { test, expect } from 'vitest';
import { service } from '../../../support/service.ts';

const lists = [
  ['GET', '/events/v1/aggregated?startTimestamp=0&limit=40'],
  ['GET', '/events/v1/nids?startTimestamp=0&limit=40'],
  ['POST', '/events/v1/aggregated/search'],
  ['POST', '/events/v1/nids/search'],
  ['GET', '/events/v1/case/12342345?limit=40&includeRawEvents=true'],
] as const;
const body = { startTimestamp: 0, limit: 40 };

test.each(lists)('%s %s comes as JSON, JSON lines and CSV by Accept, with the same events', async (method, path) => {
  const { ask } = await service({ events: 3000 });
  const get = (accept: string) => ask(path, { headers: { Accept: accept }, ...(method === 'POST' && { body }) });
  const [asJson, asLines, asCsv] = [
    await get('application/json'),
    await get('application/jsonl'),
    await get('text/csv'),
  ];
  expect(asJson.size).toBeGreaterThan(0);
  expect(asLines.headers.get('content-type')).toBe('application/jsonl');
  expect(
    asLines.text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  ).toEqual(asJson.data);
  expect(asCsv.headers.get('content-type')).toMatch(/^text\/csv/);
  const table = parseCsv(asCsv.text);
  const [names = []] = table;
  expect(new Set(table.map(({ length }) => length))).toEqual(new Set([names.length]));
  expect(table.slice(1).map((row) => row[names.indexOf('id')])).toEqual(asJson.data.map((event: any) => event.id));
  expect(table.slice(1).map((row) => row[names.indexOf('source.networkAddress.address')])).toEqual(
    asJson.data.map((event: any) => event.source.networkAddress.address),
  );
});

test('every page of CSV has the same columns', async () => {
  const { ask } = await service();
  const head = async (offset: number): Promise<string> =>
    (
      await ask(`/events/v1/aggregated?startTimestamp=0&limit=1&offset=${offset}`, { headers: { Accept: 'text/csv' } })
    ).text.split('\n')[0] ?? '';
  const heads = await Promise.all([0, 1, 2, 3, 50, 2000].map(head));
  expect(new Set(heads).size).toBe(1);
});

test.each([
  ['*/*', 'application/json'],
  ['application/*', 'application/json'],
  ['text/*', 'text/csv; charset=utf-8'],
  ['text/html, application/json;q=0.5, text/csv;q=0.9', 'text/csv; charset=utf-8'],
  ['application/jsonl;q=0, */*', 'application/json'],
])('Accept: %s is answered as %s', async (accept, type) => {
  const { ask } = await service({ events: 1 });
  expect((await ask('/events/v1/aggregated', { headers: { Accept: accept } })).headers.get('content-type')).toBe(type);
});

test('a type that is not offered is refused in the envelope', async () => {
  const { ask } = await service({ events: 1 });
  expect(await ask('/events/v1/aggregated', { headers: { Accept: 'image/png' } })).toMatchObject({
    status: 405,
    responseCode: 405,
  });
});

test('a refusal is JSON whatever was asked for', async () => {
  const { ask } = await service({ events: 1 });
  const refused = await ask('/events/v1/aggregated?limit=-1', { headers: { Accept: 'text/csv' } });
  expect([refused.status, refused.headers.get('content-type')]).toEqual([412, 'application/json']);
});

/** Reads CSV as RFC 4180 says. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, quoted] = [[] as string[], '', false];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted && char === '"' && text[at + 1] === '"') cell += text[++at];
    else if (char === '"') quoted = !quoted;
    else if (quoted || (char !== ',' && char !== '\n')) cell += char;
    else {
      row.push(cell);
      cell = '';
      if (char === '\n') rows.push(row.splice(0));
    }
  }
  return rows;
}
