/** The sample product as the program knows it, given by argument. */
import type { Reply } from '../../../src/http/endpoint.ts';
import type { PageForm, Product, VendorFaults } from '../../../src/http/product.ts';
import { ApiError } from '../../../src/kernel/fault.ts';
import type { Plugin } from '../../../src/products/shared/plugin.ts';
import { handlers, refusal, type Services } from './handlers.ts';
import { keyIn, keysOf, tagOf } from './keys.ts';
import { sampleTable } from './rows.ts';

const reply = (status: number, text: string, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: Buffer.from(text),
});

const unknownCaller = (): ApiError => refusal(401, 'a key is needed', { 'WWW-Authenticate': 'Bearer' });

interface Page {
  readonly items: readonly unknown[];
  readonly offset: number;
  readonly total: number;
}

const paging: PageForm = {
  position: 'offset',
  length: 'limit',
  usualLength: 10,
  free: ['offset'],
  read: (body) => {
    const { items, offset, total } = body as Page;
    if (!Array.isArray(items)) return null;
    return { items, next: offset + items.length, isLast: offset + items.length >= total };
  },
  rewrite: (body, items) => ({ ...(body as Page), items }),
  names: ['id'],
  readRecord: (body) => body,
  rewriteRecord: (_, record) => record,
};

const vendorFaults: VendorFaults = {
  statuses: [429, 503],
  error: (status) => refusal(status, 'not now'),
  credential: ({ headers }) => keyIn(headers['authorization']),
  revoked: unknownCaller,
  paging,
};

const serve = (world: Services['world']): Product<string, Services> => ({
  ...sampleTable,
  services: { world },
  handlers,
  authenticate: ({ headers }) => {
    const key = keyIn(headers['authorization']);
    const at = key === null ? -1 : keysOf(world).indexOf(key);
    if (at < 0) throw unknownCaller();
    return `key ${at + 1}`;
  },
  authorize: () => {},
  callerOf: (caller) => caller,
  success: (outcome) => {
    if (outcome.kind === 'one') return reply(200, String(outcome.json));
    if (outcome.kind !== 'list') throw new Error(`there is no ${outcome.kind}`);
    const { items, offset, limit, count } = outcome;
    return reply(
      200,
      `{"items":[${Array.from({ length: items.length }, (_, at) => items.at(at)).join(',')}],"offset":${offset},"limit":${limit},"total":${count}}`,
    );
  },
  failure: (error) =>
    error instanceof ApiError
      ? reply(error.status, JSON.stringify({ error: error.message }), error.headers)
      : reply(500, '{"error":"internal error"}'),
  invalid: (problems) => refusal(400, problems.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')),
  vendorFaults,
  refuse: {
    notFound: (path) => refusal(404, `there is nothing at ${path}`),
    methodNotAllowed: (allow) => refusal(405, 'not so', { Allow: allow.join(', ') }),
    mediaType: (allow) => refusal(406, `there is ${allow.join(', ')}`),
    bodyType: () => refusal(415, 'a body is JSON'),
    coding: () => refusal(415, 'a body is gzip or as it is', { 'Accept-Encoding': 'gzip' }),
    malformedJson: (reason) => refusal(400, reason),
    tooLarge: () => refusal(413, 'too large', { Connection: 'close' }),
    overloaded: () => refusal(503, 'too busy', { Connection: 'close' }),
    tooSlow: () => refusal(408, 'too slow', { Connection: 'close' }),
  },
});

export const sample = {
  name: sampleTable.name,
  tables: { usual: sampleTable },
  serve: ({ world }) => serve(world) as Product,
  appliers: {},
  storyCommands: () => [],
  credentials: (world) => ({ listed: { sampleKeys: [{ label: 'the key', value: keysOf(world).at(-1) ?? '' }] } }),
  worldTagOf: ({ authorization }) => tagOf(keyIn(authorization)),
  vendorFaults,
  libraryApi: ({ url, credentials }) => ({
    sample: {
      get url() {
        return `${url()}/sample`;
      },
      get keys() {
        return credentials()['sampleKeys'];
      },
    },
  }),
  flags: [],
  greeting: (world, url) => ({
    heading: 'Sample keys:',
    credentials: keysOf(world).map((key) => [key, 'the key']),
    examples: [`-H 'Authorization: Bearer ${keysOf(world).at(-1)}' ${url}/sample/alerts`],
  }),
  secrets: [],
} as const satisfies Plugin;
