/** A proxy that lets a client's traffic through to a target and judges every exchange by the way. */
import {
  createServer,
  request as plainRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { placeInTable } from '../http/finder.ts';
import { stopwatch } from '../kernel/clock.ts';
import { answerOf } from './transport.ts';
import type { ProductAdapter } from './terms/adapter.ts';
import { adapters } from './products/index.ts';
import { rulesOf } from './table.ts';
import type { Sent } from './terms/exchange.ts';
import { unitName, type UnitResult } from './terms/finding.ts';
import { makeFindings } from './findings.ts';
import { apisOf, type Operation } from './terms/operation.ts';
import { reportOf, type Report } from './report/report.ts';
import { makeSecrets, type Secrets } from './terms/secrets.ts';
import type { Target } from './terms/target.ts';
import { unitsOf } from './units.ts';

export interface Proxy {
  readonly url: string;
  /** What was seen so far. */
  readonly report: () => Report;
  readonly close: () => Promise<void>;
}

/** Longer bodies pass, but are not judged. */
const judgedBytes = 64 * 1024 * 1024;
/** Headers between two neighbours, which a proxy must not hand on (RFC 9110 §7.6.1). */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

export interface ProxyOptions {
  readonly port?: number;
  readonly timeoutMs?: number;
  /** The products that there are; those of the suite's own list when left out. */
  readonly products?: readonly ProductAdapter[];
}

/** Listens on this machine alone; port 0 takes any free one. Rejects with the system's error when it cannot listen. */
export async function startProxy(
  target: Target,
  { port = 0, timeoutMs = 120_000, products = adapters }: ProxyOptions = {},
): Promise<Proxy> {
  const elapsed = stopwatch();
  const secrets = makeSecrets(target, products);
  const rules = rulesOf(products);
  const findings = makeFindings(secrets);
  const judged = new Set<string>();
  const apis = apisOf(target, products);
  const find = (method: string, path: string): Operation | null => {
    const found = apis.flatMap(({ operations, table }) => operations[placeInTable(table, method, path)] ?? []);
    return found[0] ?? null;
  };
  let exchanges = 0;
  const units = unitsOf(target, { checks: [], products });

  const judge = (
    operation: Operation,
    sent: Sent,
    from: IncomingMessage,
    bytes: Uint8Array,
    fault: string | null,
  ): void => {
    const raw = {
      status: from.statusCode ?? 0,
      headers: headersOf(from.headers),
      bytes,
      fault,
      code: null,
    };
    const answer = answerOf(sent, operation, raw, ++exchanges);
    if (operation.effect === 'session') secrets.learnFrom(answer.json);
    for (const rule of rules) {
      if (rule.applies(operation, target) !== true) continue;
      judged.add(unitName(operation.key, rule.id));
      for (const { isNotice, ...found } of rule.judge(answer, operation, target, secrets)) {
        const kind = isNotice === true ? 'notice' : 'violation';
        findings.add({ check: rule, operation, kind, fault: found, answer, input: null });
      }
    }
  };

  const server = createServer((message, response) =>
    forward(target, message, response, timeoutMs, (text, from, bytes, fault) => {
      const path = (message.url ?? '/').split('?')[0] ?? '/';
      const operation = find(message.method ?? 'GET', path);
      if (operation === null) return;
      hideIdentity(message.headers, secrets, products);
      judge(operation, sentOf(target, message, text, products), from, bytes, fault);
    }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    report: () => {
      const results = units.map(({ name, operation, check }): UnitResult => {
        const verdict = findings.violationsOf(name) > 0 ? 'violated' : judged.has(name) ? 'passed' : 'skipped';
        const reason = verdict === 'skipped' ? 'no exchange of it passed' : null;
        return { unit: name, operation: operation.key, check: check.id, verdict, reason, requests: 0 };
      });
      const about = { seed: '', profile: 'proxy' };
      return {
        ...reportOf(target, about, units, results, findings.all(), exchanges, elapsed()),
        ended: null,
        isUnreachable: false,
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Done = (text: string | null, from: IncomingMessage, bytes: Uint8Array, fault: string | null) => void;

/** Hands a request on and its answer back, byte for byte, keeping a copy of both. */
function forward(
  target: Target,
  message: IncomingMessage,
  response: ServerResponse,
  timeoutMs: number,
  done: Done,
): void {
  const url = new URL(target.url + (message.url ?? '/'));
  const headers = { ...passed(message.headers), host: url.host };
  const send = url.protocol === 'https:' ? secureRequest : plainRequest;
  const asked: Buffer[] = [];
  const onward = send(url, { method: message.method ?? 'GET', headers, timeout: timeoutMs }, (from) => {
    const copy: Buffer[] = [];
    let length = 0;
    response.writeHead(from.statusCode ?? 502, passed(from.headers));
    from.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= judgedBytes) copy.push(chunk);
    });
    const text = (): string | null => (asked.length === 0 ? null : Buffer.concat(asked).toString('utf8'));
    from.on('end', () => {
      if (length <= judgedBytes) done(text(), from, Buffer.concat(copy), null);
    });
    from.on('aborted', () => done(text(), from, Buffer.concat(copy), 'the connection ended before the answer did'));
    from.pipe(response);
  });
  onward.on('timeout', () => onward.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
  onward.on('error', (error) => {
    if (response.headersSent) return void response.destroy();
    response.writeHead(502, { 'Content-Type': 'text/plain' });
    response.end(`siem-sim contract --proxy: ${target.url} does not answer: ${error.message}\n`);
  });
  message.on('data', (chunk: Buffer) => asked.push(chunk));
  message.on('aborted', () => onward.destroy());
  message.pipe(onward);
}

const passed = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name)));

function headersOf(headers: IncomingHttpHeaders): Headers {
  const all = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const one of Array.isArray(value) ? value : [value ?? '']) all.append(name, one);
  return all;
}

/** Headers that a client's own request to the target would need; the rest is the transport's. */
const ownHeaders = ['accept', 'content-type', 'authorization', 'cookie'];

function sentOf(
  target: Target,
  message: IncomingMessage,
  text: string | null,
  products: readonly ProductAdapter[],
): Sent {
  const own = products.flatMap(({ secrets }) => Object.keys(secrets.headers));
  const headers = Object.entries(message.headers).flatMap(([name, value]) =>
    (ownHeaders.includes(name) || own.includes(name)) && typeof value === 'string' ? [[name, value] as const] : [],
  );
  return {
    method: message.method ?? 'GET',
    url: target.url + (message.url ?? '/'),
    headers: Object.fromEntries(headers),
    text,
    ask: {},
  };
}

/** What a client says of itself is its secret. */
function hideIdentity(headers: IncomingHttpHeaders, secrets: Secrets, products: readonly ProductAdapter[]): void {
  const [, scheme = '', credentials] = /^(\S+) +(\S+)/.exec(headers.authorization ?? '') ?? [];
  const basic = products.find((product) => product.secrets.basic !== undefined)?.secrets.basic ?? 'BASIC';
  if (credentials !== undefined) secrets.learn(credentials, scheme.toLowerCase() === 'basic' ? basic : 'TOKEN');
  for (const [name, variable] of products.flatMap((product) => Object.entries(product.secrets.headers))) {
    const value = headers[name];
    if (typeof value === 'string') secrets.learn(value, variable);
  }
}
