/** The operations of sinks: facts only. Which forms there are, and at which paths below a sink. */
import type { EndpointRow, Method } from '../../../http/endpoint.ts';
import { addressOf } from '../../../http/arrival.ts';
import type { RequestHead, Table } from '../../../http/product.ts';

/** Paths that begin so are sinks'. */
export const sinkPrefix = '/_sink/';

/** How sinks are named. */
export const isSinkName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name);
export const sinkNameRule =
  'a sink is named with up to 64 letters, digits, dots, dashes and underscores, a letter or digit first';

/** Largest body of a delivery, bytes. */
const mostBytes = 16_777_216;

const common = {
  evidence: 'assumed',
  source: 'src/sim/sinks/table.ts',
  isPublic: true,
  data: 'sim/sink-answer.schema.json',
  // Each form refuses with statuses of its own.
  refusals: [400, 401, 403, 404, 405, 406, 408, 409, 413, 415, 429, 500, 503],
} as const satisfies Partial<EndpointRow>;

const taking = { ...common, consumes: 'bytes', mostBytes, effect: 'writes', successes: [200, 201] } as const;

const row = <Id extends string>(
  id: Id,
  method: Method,
  path: string,
  summary: string,
): EndpointRow & { readonly id: Id } => ({
  ...(method === 'GET' ? common : taking),
  id,
  method,
  path: `/_sink/{name}${path}`,
  summary,
});

export const sinkRows = [
  row('deliver', 'POST', '', 'Hand something on by webhook'),
  row('deliverByPut', 'PUT', '', 'Hand something on by webhook'),
  row('deliverAt', 'POST', '/{path}', 'Hand something on by webhook, at a path below the sink'),
  row('deliverAtByPut', 'PUT', '/{path}', 'Hand something on by webhook, at a path below the sink'),
  row('hecEvents', 'POST', '/services/collector/event', 'Hand events on to a Splunk HTTP Event Collector'),
  row('hecRaw', 'POST', '/services/collector/raw', 'Hand lines on to a Splunk HTTP Event Collector'),
  row('hecHealth', 'GET', '/services/collector/health', 'Whether the collector is healthy'),
  row('productInfo', 'GET', '', 'Which product it is, as clients of Elasticsearch ask'),
  row('bulk', 'POST', '/_bulk', 'Hand documents on to Elasticsearch'),
  row('bulkByPut', 'PUT', '/_bulk', 'Hand documents on to Elasticsearch'),
  row('bulkOf', 'POST', '/{index}/_bulk', 'Hand documents on to an index of Elasticsearch'),
  row('bulkOfByPut', 'PUT', '/{index}/_bulk', 'Hand documents on to an index of Elasticsearch'),
  row('addDocument', 'POST', '/{index}/_doc', 'Hand a document on to an index of Elasticsearch'),
  row('putDocument', 'PUT', '/{index}/_doc/{id}', 'Put a document to its place in an index of Elasticsearch'),
  row('postDocument', 'POST', '/{index}/_doc/{id}', 'Put a document to its place in an index of Elasticsearch'),
  row('createDocument', 'PUT', '/{index}/_create/{id}', 'Put a document to a free place in an index of Elasticsearch'),
] as const;

export type SinkOperation = (typeof sinkRows)[number]['id'];

export const sinkTable: Table = {
  name: 'sink',
  title: 'Sinks of siem-sim',
  prefixes: [sinkPrefix],
  rows: sinkRows,
  ignoresTrailingSlash: true,
  envelope: { success: null, failure: 'sim/sink-answer.schema.json' },
  security: {},
};

const known =
  /^(?:services\/collector\/(?:event|raw|health)|(?:[^/]+\/)?_bulk|[^/]+\/_doc|[^/]+\/(?:_doc|_create)\/[^/]+|[^/]*)$/;

/** An address below a sink as the table has it: spellings of one operation are one, and any other path is one segment. */
export function sinkAddress(url: string): string {
  const [, name = '', path = '', rest = ''] = /^\/_sink\/([^/?#]*)\/*([^?#]*)(.*)$/s.exec(url) ?? [];
  const plain = path
    .replace(/\/+$/, '')
    .replace(/^services\/collector(?:\/event)?(?:\/1\.0)?$/, 'services/collector/event')
    .replace(/^(services\/collector\/(?:raw|health))\/1\.0$/, '$1');
  if (plain === '') return `/_sink/${name}${rest}`;
  return `/_sink/${name}/${known.test(plain) ? plain : encodeURIComponent(decodable(plain))}${rest}`;
}

/** A request as the table has it. Clients of other systems ask for types of those; all get JSON. */
export function sinkRequest(head: RequestHead): RequestHead {
  if (!head.path.startsWith(sinkPrefix)) return head;
  const { accept: _, ...headers } = head.headers;
  return {
    ...head,
    headers,
    ...addressOf(sinkAddress(head.search === '' ? head.path : `${head.path}?${head.search}`)),
  };
}

const decodable = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
