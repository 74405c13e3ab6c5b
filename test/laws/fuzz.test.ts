/** Whatever is asked, no answer is a fault of the server's or anything but an envelope. */
import { test, expect } from 'vitest';
import fc from 'fast-check';
import { generate } from 'json-schema-faker';
import type { Endpoint } from '../../src/http/endpoint.ts';
import { referencesOf, schemaDocument, type Json } from '../../src/kernel/schema-walk.ts';
import { service, type Ask } from '../support/service.ts';
import { endpointsOf } from '../support/tables.ts';

const rows = endpointsOf('argus');
const anything = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('{}', '[]', 'null', '""', '{"limit":1e400}'),
);
const segment = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.nat().map(String),
  fc.constantFrom(
    'AGGR',
    'NIDS',
    'RAW',
    '2171',
    '1',
    '..',
    '%2e%2e',
    '%00',
    '__proto__',
    '6c36deb6-d5e3-461c-bab4-fca397006cb9',
  ),
);
const header = fc.constantFrom('*/*', 'application/json', 'text/csv', 'application/jsonl', 'image/png', ';;;', '');

const requests = fc.record({
  row: fc.constantFrom(...rows),
  segments: fc.array(segment, { minLength: 5, maxLength: 5 }),
  query: fc.array(
    fc.tuple(
      fc.constantFrom('limit', 'offset', 'sortBy', 'startTimestamp', 'customerID', 'ip', 'includeRawEvents', 'x'),
      fc.oneof(fc.string(), fc.integer().map(String)),
    ),
    { maxLength: 4 },
  ),
  text: anything,
  accept: header,
  type: fc.constantFrom('application/json', 'application/json', 'text/plain', 'application/json; charset=klingon'),
  method: fc.option(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'), { freq: 8 }),
  seed: fc.nat(),
});

/** Everything that the schema names, in one document, so that it can be made up as a whole. */
function whole(path: string): Record<string, Json> {
  const files = new Map<string, Json>();
  const gather = (file: string): void => {
    if (files.has(file)) return;
    files.set(file, schemaDocument(file));
    referencesOf(file).forEach(gather);
  };
  gather(path);
  const local = (value: Json, file: string): Json => {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((item) => local(item, file));
    return Object.fromEntries(
      Object.entries(value)
        .filter(
          ([key, member]) => !((key === '$schema' || key === '$id' || key === 'format') && typeof member === 'string'),
        )
        .map(([key, member]) => {
          if (key !== '$ref' || typeof member !== 'string') return [key, local(member, file)];
          const target = new URL(member, `file:///${file}`);
          return [key, `#/$defs/${target.pathname.slice(1).replaceAll('/', '-')}${target.hash.slice(1)}`];
        }),
    );
  };
  const definitions = [...files].map(([file, document]) => [file.replaceAll('/', '-'), local(document, file)] as const);
  return { $ref: `#/$defs/${path.replaceAll('/', '-')}`, $defs: Object.fromEntries(definitions) };
}

const pathOf = (row: Endpoint, segments: readonly string[], query: readonly (readonly [string, string])[]): string => {
  let at = 0;
  const path = row.path.replace(/\{\w+\}/g, () => encodeURIComponent(segments[at++] ?? 'x').replace(/^\.{1,2}$/, 'x'));
  return `${path}${query.length > 0 ? `?${new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString()}` : ''}`;
};

test('no made-up request gets a fault of ours or an answer without envelope', async () => {
  const { ask } = await service({ events: 400 });
  await fc.assert(
    fc.asyncProperty(requests, async ({ row, segments, query, text, accept, type, method }) => {
      const verb = method ?? row.method;
      const given: Ask = {
        method: verb,
        headers: { Accept: accept, 'Content-Type': type },
        ...(verb !== 'GET' && { text }),
      };
      const { status, headers, responseCode } = await ask(pathOf(row, segments, query), given);
      expect([status, status < 500]).toEqual([status, true]);
      if (headers.get('content-type') === 'application/json') expect(responseCode).toBe(status);
      else
        expect([status, headers.get('content-type')]).toEqual([
          200,
          expect.stringMatching(/csv|jsonl|pcap|octet-stream/),
        ]);
    }),
    { seed: 11, numRuns: 400 },
  );
});

const withBody = rows.filter(({ body, consumes }) => body !== null && consumes !== 'anything');
test.each(withBody.map((row) => [row.id, row] as const))(
  '%s answers whatever its own schema admits',
  async (_, row) => {
    const { ask } = await service({ events: 400 });
    const schema = whole(row.body ?? '');
    for (let seed = 1; seed <= 12; seed++) {
      const body = await generate(
        schema as never,
        { seed, alwaysFakeOptionals: false, optionalsProbability: 0.25, maxItems: 3, maxDepth: 4 } as never,
      );
      const { status, responseCode } = await ask(pathOf(row, ['AGGR', '1', '2171', 'x', 'y'], []), {
        method: row.method,
        body,
      });
      expect({ body, status, isOurs: status >= 500 }).toEqual({ body, status, isOurs: false });
      if (responseCode !== undefined) expect(responseCode).toBe(status);
    }
  },
);
