/** HTTP exchanges: their facts as a variant, and their bytes from the variant. */
import type { Detection, Sighting, Variant } from '../../../model/detection.ts';
import type { FlowSession, Turn } from '../../../model/flow.ts';
import { fact } from './fact.ts';
import { join } from './pack.ts';
import { latin1, wirePath, says, tcpSession, triggers, type Hit } from './talk.ts';

export interface WebExchange {
  readonly host: string;
  /** Path and query, beginning with a slash, as they stand on the request line. */
  readonly uri: string;
  readonly agent: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'HEAD';
  readonly status?: number;
  readonly port?: number;
  readonly more?: Readonly<Record<string, readonly string[]>>;
}

export const web = (exchange: WebExchange): Variant => ({
  domain: exchange.host,
  uri: exchange.uri,
  port: exchange.port ?? 80,
  properties: {
    'http.method': [exchange.method ?? 'GET'],
    'http.protocol': ['HTTP/1.1'],
    'http.status': [String(exchange.status ?? 200)],
    'http.user_agent': [exchange.agent],
    ...exchange.more,
  },
});

const reasons: Readonly<Record<string, string>> = {
  200: 'OK',
  201: 'Created',
  302: 'Found',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
};

export interface Exchanged {
  readonly headers?: readonly string[];
  readonly body?: Uint8Array;
  readonly bodyType?: string;
  readonly reply?: { readonly type: string; readonly bytes: Uint8Array };
  /** Which packet of a long message is the one that triggers; the last when left out. */
  readonly pin?: 'first' | 'last';
}

/** The bytes of a variant's request; its `http.*` facts and its domain stand in it as they are. */
export function request(variant: Variant, exchanged: Exchanged): Uint8Array {
  const { domain, uri, port } = variant;
  const lines = [
    `${fact(variant, 'http.method')} ${uri ?? '/'} ${fact(variant, 'http.protocol')}`,
    `Host: ${domain ?? ''}${port === 80 ? '' : `:${port}`}`,
    `User-Agent: ${fact(variant, 'http.user_agent')}`,
    'Accept: */*',
    ...(exchanged.headers ?? []),
  ];
  if (exchanged.body !== undefined)
    lines.push(
      `Content-Type: ${exchanged.bodyType ?? 'application/x-www-form-urlencoded'}`,
      `Content-Length: ${exchanged.body.length}`,
    );
  return join(latin1(`${lines.join('\r\n')}\r\n\r\n`), exchanged.body ?? new Uint8Array(0));
}

export function response(variant: Variant, exchanged: Exchanged): Uint8Array {
  const status = fact(variant, 'http.status');
  const { type, bytes } = exchanged.reply ?? {
    type: 'text/html',
    bytes: latin1(`<html><body>${reasons[status] ?? ''}</body></html>\n`),
  };
  const lines = [
    `HTTP/1.1 ${status} ${reasons[status] ?? 'OK'}`,
    'Server: nginx',
    `Content-Type: ${type}`,
    `Content-Length: ${bytes.length}`,
  ];
  if (status === '302') lines.push('Location: /');
  return join(latin1(`${lines.join('\r\n')}\r\n\r\n`), bytes);
}

/** Two requests on one connection lie between these, in microseconds; closer ones need connections of their own. */
const keepAlive = { shortest: 500_000, longest: 20_000_000 };

/** Requests and responses, one for each trigger; those that follow at a human pace share a connection. */
export function visits(
  sighting: Sighting,
  { direction, trigger }: Pick<Detection, 'direction' | 'trigger'>,
  hits: readonly Hit[],
  exchanged: Exchanged,
): readonly FlowSession[] {
  const { pin = 'last' } = exchanged;
  const path = wirePath(sighting, direction);
  const asked = says('initiator', request(sighting.variant, exchanged));
  const answered = says('responder', response(sighting.variant, exchanged), sighting.chance.between(500, 9_000));
  const connections: Turn[][] = [];
  const steps: number[] = [];
  let previous = -Infinity;
  for (const hit of hits) {
    const turns =
      trigger === 'initiator'
        ? [{ ...triggers(asked, hit), pin }, answered]
        : [asked, { ...triggers(answered, hit), pin }];
    const gap = hit.at - previous;
    const open = connections.at(-1);
    if (open !== undefined && !sighting.blocked && gap >= keepAlive.shortest && gap <= keepAlive.longest)
      open.push(...turns);
    else {
      connections.push(turns);
      steps.push(hit.step);
    }
    previous = hit.at;
  }
  return connections.map((turns, index) => tcpSession(sighting, path, steps[index] ?? 0, turns));
}
