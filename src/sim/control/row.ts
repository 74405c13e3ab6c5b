/** What the operations of the control plane have in common, and how their answers are made. */
import type { Call, BoundEndpoint, Outcome } from '../../http/endpoint.ts';
import type { ServerCore } from '../server-core.ts';
import type { WorldSlot } from '../world-slot.ts';

/** What an operation works on: the world whose control plane was asked, on its server. */
export interface ControlContext {
  readonly serverCore: ServerCore;
  readonly worldSlot: WorldSlot;
}

export type Row = BoundEndpoint<null>;
export type ControlCall = Call<null>;

type Given = Pick<Row, 'id' | 'method' | 'path' | 'summary' | 'handle'> & Partial<Row>;

/** A row; a body is read as JSON whatever its type claims, so that a bare `curl -d` will do. */
export const row = (given: Given): Row => ({
  evidence: 'documented',
  source: 'the simulator itself',
  permission: null,
  params: null,
  query: null,
  body: null,
  data: null,
  produces: ['application/json'],
  ...given,
  refusals: [...new Set([401, 403, ...(given.refusals ?? [])])],
  ...((given.body ?? null) !== null && { consumes: 'anything' as const }),
});

export const jsonOutcome = (value: object, status = 200, headers: Readonly<Record<string, string>> = {}): Outcome => ({
  kind: 'one',
  json: JSON.stringify(value),
  status,
  headers,
});

export const gone: Outcome = { kind: 'empty' };
