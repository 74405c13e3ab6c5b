/** Elasticsearch: bulk bodies of lines with an answer for each item, single documents, and what its clients ask first. Source: Elastic, Bulk API; the answers of version 8. */
import type { Outcome } from '../../../http/endpoint.ts';
import { jsonIn } from '../kept/records.ts';
import { jsonAnswer, usualStatus, type Offered, type Refusal, type Taker, type Worded } from './form.ts';

/** Official clients check that it is the product that it says it is. */
const product = { 'X-Elastic-Product': 'Elasticsearch' };

export const elasticAnswer = (status: number, body: object): Outcome => jsonAnswer(status, body, product);

/** The version that it says it is. */
const version = {
  number: '8.17.0',
  build_flavor: 'default',
  build_type: 'docker',
  build_hash: '2b6a7fed44faa321997703718f07ee0420804b41',
  build_date: '2024-12-11T12:08:05.663969764Z',
  build_snapshot: false,
  lucene_version: '9.12.0',
  minimum_wire_compatibility_version: '7.17.0',
  minimum_index_compatibility_version: '7.0.0',
};

export const productInfo = (name: string): Outcome =>
  elasticAnswer(200, {
    name,
    cluster_name: 'siem-sim',
    cluster_uuid: '_na_',
    version,
    tagline: 'You Know, for Search',
  });

const errorBody = (status: number, type: string, reason: string): object => ({
  error: { root_cause: [{ type, reason }], type, reason },
  status,
});
const refused = (status: number, type: string, reason: string): Outcome =>
  elasticAnswer(status, errorBody(status, type, reason));

type Action = 'index' | 'create' | 'update' | 'delete';
const isAction = (name: string): name is Action => ['index', 'create', 'update', 'delete'].includes(name);

/** One thing that a bulk body asks for. */
interface BulkItem {
  readonly action: Action;
  readonly index: string;
  readonly id: string | null;
  /** The line of its document; null for one that has none. */
  readonly line: string | null;
}

const isJson = (type: string): boolean =>
  /^application\/(?:json|x-ndjson|vnd\.elasticsearch\+(?:json|x-ndjson))\s*(?:;|$)/i.test(type);

/** Throws what is wrong with the whole as an outcome. */
export function takeBulk(offered: Offered, { keep, documents }: Taker, ofPath: string | null): Outcome {
  if (!isJson(offered.type))
    return elasticAnswer(406, {
      error: `Content-Type header [${offered.type.slice(0, 200)}] is not supported`,
      status: 406,
    });
  const text = offered.body.toString();
  if (text === '') return refused(400, 'parse_exception', 'request body is required');
  if (!text.endsWith('\n'))
    return refused(400, 'illegal_argument_exception', 'The bulk request must be terminated by a newline [\\n]');
  const items = itemsOf(text, ofPath);
  if ('kind' in items) return items;
  if (items.length === 0)
    return refused(400, 'action_request_validation_exception', 'Validation Failed: 1: no requests added;');
  const changed = new Map<string, number>();
  const left: number[] = [];
  let [place, unnamed] = [-1, documents.size];
  const results = items.map((item) => {
    if (item.line !== null) place++;
    const result = resultOf(item, { documents, changed, fresh: () => `sim-${++unnamed}` });
    if (item.line !== null && result.status >= 400) left.push(place);
    return result;
  });
  const body = { form: 'bulk', body: offered.body, records: place + 1 - left.length } as const;
  keep(left.length === 0 ? body : { ...body, left });
  for (const [address, at] of changed) {
    if (at === 0) documents.delete(address);
    else documents.set(address, at);
  }
  return elasticAnswer(200, {
    took: 1,
    errors: results.some(({ status }) => status >= 400),
    items: results.map(({ action, ...result }) => ({ [action]: result })),
  });
}

/** A document by itself; `action` and `id` are those of its path. */
export function takeDocument(
  offered: Offered,
  { keep, documents }: Taker,
  item: { readonly action: 'index' | 'create'; readonly index: string; readonly id: string | null },
): Outcome {
  if (!isJson(offered.type))
    return elasticAnswer(406, {
      error: `Content-Type header [${offered.type.slice(0, 200)}] is not supported`,
      status: 406,
    });
  const line = offered.body.toString();
  if (line === '') return refused(400, 'parse_exception', 'request body is required');
  const changed = new Map<string, number>();
  const fresh = (): string => `sim-${documents.size + 1}`;
  const { action: _, status, error, ...result } = resultOf({ ...item, line }, { documents, changed, fresh });
  if (error !== undefined) {
    const { type, reason } = error as { readonly type: string; readonly reason: string };
    return refused(status, type, reason);
  }
  keep({ form: 'document', body: offered.body, records: 1 });
  for (const [address, at] of changed) documents.set(address, at);
  return elasticAnswer(status, result);
}

function itemsOf(text: string, ofPath: string | null): readonly BulkItem[] | Outcome {
  const lines = text.split('\n');
  const items: BulkItem[] = [];
  for (let at = 0; at < lines.length - 1; at++) {
    if (lines[at]?.trim() === '') continue;
    const asked = askedIn(lines[at] ?? '', at + 1);
    if ('kind' in asked) return asked;
    const { action, meta } = asked;
    const { _index: index = ofPath, _id: id = null } = meta;
    if (typeof index !== 'string' || index === '')
      return refused(
        400,
        'action_request_validation_exception',
        `Validation Failed: ${items.length + 1}: index is missing;`,
      );
    const line = action === 'delete' ? null : (lines[++at] ?? '');
    items.push({ action, index, id: id === null ? null : String(id), line });
  }
  return items;
}

type BulkMeta = Readonly<Record<string, unknown>>;

/** What a line says is to be done. */
function askedIn(line: string, number: number): { readonly action: Action; readonly meta: BulkMeta } | Outcome {
  const value = jsonIn(line);
  if (value === undefined || Array.isArray(value))
    return malformed(`Malformed action/metadata line [${number}], expected START_OBJECT`);
  const [[action, meta] = ['', null], ...others] = Object.entries(value as BulkMeta);
  if (others.length === 0 && isAction(action)) return { action, meta: Object(meta) as BulkMeta };
  const found = action.slice(0, 100);
  return malformed(
    `Malformed action/metadata line [${number}], expected field [create], [delete], [index] or [update] but found [${found}]`,
  );
}

const malformed = (reason: string): Outcome => refused(400, 'illegal_argument_exception', reason);

interface BulkPlace {
  readonly documents: ReadonlyMap<string, number>;
  /** What this request makes of documents; 0 for one that is gone. */
  readonly changed: Map<string, number>;
  readonly fresh: () => string;
}

type BulkResult = { readonly action: Action; readonly status: number } & Readonly<Record<string, unknown>>;

function resultOf({ action, index, id: given, line }: BulkItem, { documents, changed, fresh }: BulkPlace): BulkResult {
  const id = given ?? fresh();
  const address = `${index}/${id}`;
  const before = changed.get(address) ?? documents.get(address) ?? 0;
  const fail = (status: number, type: string, reason: string): BulkResult => ({
    action,
    _index: index,
    _id: id,
    status,
    error: { type, reason, index },
  });
  const done = (status: number, result: string): BulkResult => {
    changed.set(address, action === 'delete' ? 0 : before + 1);
    const shards = { total: 2, successful: 1, failed: 0 };
    return {
      action,
      _index: index,
      _id: id,
      _version: before + 1,
      result,
      _shards: shards,
      _seq_no: before,
      _primary_term: 1,
      status,
    };
  };
  if (action === 'delete') return before === 0 ? { ...done(404, 'not_found') } : done(200, 'deleted');
  const value = jsonIn(line ?? '');
  if (value === undefined || Array.isArray(value))
    return fail(400, 'document_parsing_exception', '[1:1] failed to parse');
  if (action === 'create' && before > 0)
    return fail(
      409,
      'version_conflict_engine_exception',
      `[${id}]: version conflict, document already exists (current version [${before}])`,
    );
  if (action === 'update' && before === 0 && !isUpsert(value))
    return fail(404, 'document_missing_exception', `[${id}]: document missing`);
  return before === 0 ? done(201, 'created') : done(200, 'updated');
}

const isUpsert = (value: unknown): boolean => {
  const { upsert, doc_as_upsert: asUpsert } = Object(value) as {
    readonly upsert?: unknown;
    readonly doc_as_upsert?: unknown;
  };
  return upsert !== undefined || asUpsert === true;
};

/** A refusal in its words. */
export function bulkRefusal(refusal: Refusal): Worded {
  const status = refusal === 'full' || refusal === 'busy' ? 429 : usualStatus[refusal];
  return { status, headers: product, body: errorBody(status, typeOf(status), `rejected: ${refusal}`) };
}

/** What a fault brings about, in its words. */
export const bulkFault = (status: number): Worded => ({
  status,
  headers: product,
  body: errorBody(status, typeOf(status), status === 429 ? 'rejected execution of coordinating operation' : 'failed'),
});

const typeOf = (status: number): string =>
  ({
    400: 'illegal_argument_exception',
    401: 'security_exception',
    403: 'security_exception',
    404: 'index_not_found_exception',
    413: 'content_too_long_exception',
    429: 'es_rejected_execution_exception',
    503: 'cluster_block_exception',
  })[status] ?? 'exception';
