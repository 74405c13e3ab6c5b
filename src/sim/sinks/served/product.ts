/** Sinks as what a router serves: beside the products, so that faults and watchers meet deliveries as they meet requests. */
import type { Call, Handlers, Outcome, Reply } from '../../../http/endpoint.ts';
import type { Product, RequestHead } from '../../../http/product.ts';
import { ApiError } from '../../../kernel/fault.ts';
import { QuotaExceeded } from '../../../kernel/quota.ts';
import { bulkFault, bulkRefusal, productInfo, takeBulk, takeDocument } from '../forms/bulk.ts';
import { jsonAnswer, type Offered, type Refusal, type Taker, type Worded } from '../forms/form.ts';
import { hecFault, hecHealth, hecRefusal, takeHecEvents, takeHecRaw } from '../forms/hec.ts';
import { webhookFault, webhookRefusal } from '../forms/webhook.ts';
import { loose } from '../kept/records.ts';
import type { KeptDelivery, SinkStore } from '../kept/store.ts';
import { isSinkName, sinkTable, type SinkOperation } from './table.ts';

/** What came, by the request that brought it: its answer is told later. */
export type DeliveriesOf = WeakMap<RequestHead, KeptDelivery>;

interface SinkServices {
  readonly store: SinkStore;
  readonly deliveries: DeliveriesOf;
}

type SinkCall = Call<null>;

/** Takes a delivery in one of the forms. */
const taking =
  (take: (offered: Offered, taker: Taker, call: SinkCall) => Outcome) =>
  ({ store, deliveries }: SinkServices, call: SinkCall): Outcome => {
    const { request, params, text } = call;
    const { name = '' } = params;
    if (!isSinkName(name)) throw refusing('bad-name');
    const path = decodeURIComponent(request.path.split('/').slice(3).join('/'));
    const type = String(request.headers['content-type'] ?? '').slice(0, 200);
    const body = Buffer.from(text, 'latin1');
    const { headers, method, search } = request;
    const offered = { name, method, path, type, body, headers, search };
    const documents = store.get(name)?.documents ?? new Map<string, number>();
    const keep: Taker['keep'] = (delivery) => {
      try {
        deliveries.set(request, store.add(name, { method, path: path.slice(0, 500), type, ...delivery }, documents));
      } catch (error) {
        throw error instanceof QuotaExceeded ? refusing('full') : error;
      }
    };
    return take(offered, { keep, documents }, call);
  };

const webhook = taking(({ body }, { keep }) => {
  keep({ form: 'webhook', body, records: loose(body.toString()).length });
  return jsonAnswer(200, { ok: true });
});
const bulk = taking((offered, taker, { params }) => takeBulk(offered, taker, params['index'] ?? null));
const document = (action: 'index' | 'create') =>
  taking((offered, taker, { params: { index = '', id = null } }) =>
    takeDocument(offered, taker, { action, index, id }),
  );

const sinkHandlers: Handlers<{ readonly id: SinkOperation }, SinkServices, null> = {
  deliver: webhook,
  deliverByPut: webhook,
  deliverAt: webhook,
  deliverAtByPut: webhook,
  hecEvents: taking(takeHecEvents),
  hecRaw: taking(takeHecRaw),
  hecHealth,
  productInfo: (_, { params }) => productInfo(params['name'] ?? ''),
  bulk,
  bulkByPut: bulk,
  bulkOf: bulk,
  bulkOfByPut: bulk,
  addDocument: document('index'),
  putDocument: document('index'),
  postDocument: document('index'),
  createDocument: document('create'),
};

const refusing = (refusal: Refusal): ApiError => new ApiError(0, [{ message: null, template: refusal, field: null }]);
/** What a fault brings about. */
const failing = (status: number): ApiError => new ApiError(status, [{ message: null, template: 'fault', field: null }]);

interface FormWords {
  readonly refusal: (refusal: Refusal) => Worded;
  readonly fault: (status: number) => Worded;
}

/** Each form refuses in words of its own. */
function wordsFor(path: string): FormWords {
  if (path.includes('/services/collector')) return { refusal: hecRefusal, fault: hecFault };
  if (/\/(?:_bulk|_doc|_create)(?:\/|$)/.test(path)) return { refusal: bulkRefusal, fault: bulkFault };
  return { refusal: webhookRefusal, fault: webhookFault };
}

function failure(error: unknown, request?: RequestHead): Reply {
  const words = wordsFor(request?.path ?? '');
  const { status, template, headers } =
    error instanceof ApiError
      ? { status: error.status, template: error.complaints[0]?.template, headers: error.headers }
      : { status: 0, template: 'bug', headers: {} };
  const worded = template === 'fault' ? words.fault(status) : words.refusal(template as Refusal);
  return {
    status: worded.status,
    headers: { 'Content-Type': 'application/json', ...worded.headers, ...headers },
    body: Buffer.from(JSON.stringify(worded.body)),
  };
}

/** Statuses that a fault can bring about. */
const statuses = [400, 401, 403, 404, 429, 500, 503];

/** The sinks of a world. */
export function makeSinkProduct(store: SinkStore, deliveries: DeliveriesOf): Product<null, SinkServices> {
  const refuse = (refusal: Refusal, headers: Readonly<Record<string, string>> = {}) =>
    new ApiError(0, [{ message: null, template: refusal, field: null }], headers);
  return {
    ...sinkTable,
    services: { store, deliveries },
    handlers: sinkHandlers,
    authenticate: () => null,
    authorize: () => undefined,
    callerOf: () => '',
    success: (outcome) => {
      if (outcome.kind !== 'one') throw new Error(`sinks have no ${outcome.kind}`);
      const headers = { 'Content-Type': 'application/json', ...outcome.headers };
      return { status: outcome.status ?? 200, headers, body: Buffer.from(outcome.json) };
    },
    failure,
    invalid: () => refuse('broken'),
    vendorFaults: { statuses, error: failing, credential: () => null, revoked: () => failing(401), paging: null },
    refuse: {
      notFound: () => refuse('not-found'),
      methodNotAllowed: (allow) => refuse('method', { Allow: allow.join(', ') }),
      mediaType: () => refuse('broken'),
      bodyType: () => refuse('broken'),
      coding: () => refuse('coding', { 'Accept-Encoding': 'gzip' }),
      malformedJson: () => refuse('broken'),
      tooLarge: () => refuse('too-large', { Connection: 'close' }),
      overloaded: () => refuse('busy', { Connection: 'close', 'Retry-After': '1' }),
      tooSlow: () => refuse('too-slow', { Connection: 'close' }),
    },
  };
}
