/** The control plane of one world: a table of operations like a product's, in a dialect of its own. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { packageVersion } from '../../kernel/package.ts';
import { openApi } from '../../http/openapi.ts';
import type { RequestHead, Product } from '../../http/product.ts';
import { makeRouter } from '../../http/router.ts';
import { originOf } from '../../http/origin.ts';
import { invalid, problem, problemReply } from '../problem.ts';
import type { ServerCore } from '../server-core.ts';
import type { WorldSlot } from '../world-slot.ts';
import { clockRows } from './clock.ts';
import { faultRows } from './faults.ts';
import { makeGuard } from './guard.ts';
import { journalRows, streamPath } from './journal.ts';
import { playRows } from './play.ts';
import { metricRows, ruleRows } from './readings.ts';
import { jsonOutcome, row, type Row, type ControlContext } from './row.ts';
import { stateRows } from './state.ts';
import { worldRows } from './worlds.ts';

/** A state that is imported may have many commands. */
const maxBodyBytes = 67_108_864;

type Plane = (request: IncomingMessage, response: ServerResponse) => void;

const planes = new WeakMap<WorldSlot, Plane>();

/** The control plane of a world, made when it is first asked for. */
export function planeOf(serverCore: ServerCore, worldSlot: WorldSlot): Plane {
  const known = planes.get(worldSlot);
  if (known !== undefined) return known;
  const made = makePlane({ serverCore, worldSlot });
  planes.set(worldSlot, made);
  return made;
}

function makePlane(context: ControlContext): Plane {
  const { serverCore, worldSlot } = context;
  const plane = controlOf(context);
  const { onBug } = serverCore.options.serving;
  // A state grows with every call, so no answer is kept.
  const dispatch = makeRouter([plane as Product], { version: () => '', onBug, cacheBytes: 0, maxBodyBytes });
  const guard = makeGuard(serverCore.options.controlToken);
  const refuse = (response: ServerResponse, error: unknown, path: string): void => {
    const { status, headers, body } = problemReply(error, path);
    response.writeHead(status, headers as Record<string, string>).end(body);
  };
  return (request, response) => {
    const { url = '', method, headers } = request;
    const [path = ''] = url.split('?');
    if (path !== streamPath || method !== 'GET') {
      if (!dispatch(request, response)) refuse(response, notFound(path), path);
      return;
    }
    try {
      guard(headers);
      if (!serverCore.streams.open(worldSlot.journal, request, response))
        throw problem('too-many-listeners', 'The journal is being followed by as many as may; try later.', {
          'Retry-After': '5',
        });
    } catch (error) {
      refuse(response, error, path);
    }
  };
}

const withoutVendorFaults = () => problem('bug', 'Faults are for the products alone.');
const notFound = (path: string): Error => problem('not-found', `There is nothing at ${path.slice(0, 200)}.`);

/** The table and the dialect. Worlds and metrics are the server's business, and not to be seen from a world on it. */
export function controlOf(context: ControlContext): Product<null> {
  const { serverCore, worldSlot } = context;
  const guard = makeGuard(serverCore.options.controlToken);
  const control: Product<null> = {
    name: 'sim',
    title: 'siem-sim control plane',
    prefixes: ['/_sim'],
    rows: [
      ...playRows(context),
      ...clockRows(context),
      ...stateRows(context),
      ...faultRows(context),
      ...journalRows(context),
      ...ruleRows(context),
      ...(worldSlot.name === null ? [...worldRows(context), ...metricRows(context)] : []),
      documentRow(() => control),
    ],
    ignoresTrailingSlash: true,
    envelope: { success: null, failure: 'sim/problem.schema.json', failureType: 'application/problem+json' },
    security:
      serverCore.options.controlToken === null
        ? {}
        : { controlToken: { type: 'http', scheme: 'bearer', description: 'What --control-token says' } },
    guard: ({ headers }) => guard(headers),
    authenticate: ({ headers }) => {
      guard(headers);
      return null;
    },
    authorize: () => undefined,
    callerOf: () => '',
    success: (outcome) => {
      const unkept = { 'Cache-Control': 'no-store' };
      if (outcome.kind === 'file')
        return { status: 200, headers: { 'Content-Type': outcome.type, ...outcome.headers }, body: outcome.bytes };
      if (outcome.kind === 'empty') return { status: 204, headers: unkept, body: Buffer.alloc(0), isChunked: true };
      if (outcome.kind === 'list') throw new Error('the control plane has no envelope of lists');
      return {
        status: outcome.status ?? 200,
        headers: { 'Content-Type': 'application/json', ...unkept, ...outcome.headers },
        body: Buffer.from(outcome.json),
      };
    },
    failure: (error, request?: RequestHead) => problemReply(error, request?.path ?? '/_sim'),
    invalid,
    // Faults are for the products alone.
    vendorFaults: {
      statuses: [],
      credential: () => null,
      error: withoutVendorFaults,
      revoked: withoutVendorFaults,
      pages: 'envelope',
      paging: null,
    },
    refuse: {
      notFound,
      methodNotAllowed: (allow) =>
        problem('method-not-allowed', `It has ${allow.join(', ')}.`, {
          Allow: [...allow, ...(allow.includes('GET') ? ['HEAD'] : [])].join(', '),
        }),
      mediaType: () => problem('not-acceptable', 'It answers in another media type.'),
      malformedJson: (reason) => problem('malformed-json', reason),
      tooLarge: (bytes) => problem('too-large', `It may have ${bytes} bytes.`, { Connection: 'close' }),
      tooSlow: () => problem('too-slow', 'The body took too long to arrive.', { Connection: 'close' }),
    },
  };
  return control;
}

/** The document describes itself too. */
const documentRow = (control: () => Product<null>): Row =>
  row({
    id: 'getControlDocument',
    method: 'GET',
    path: '/_sim/openapi.json',
    summary: 'This document: OpenAPI 3.1 of the control plane',
    data: 'sim/document.schema.json',
    handle: ({ request }) => jsonOutcome(openApi([control() as Product], packageVersion(), [originOf(request)])),
  });
