/** A proxy that lets a client's traffic through to a target and judges every exchange by the way. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { placeInTable } from '../http/finder.ts';
import { stopwatch } from '../kernel/clock.ts';
import { isAskedOf } from './context.ts';
import { forward } from './proxy-forward.ts';
import { makeProxyMemory, oneIsAsListedHere, pagesJoinHere } from './proxy-memory.ts';
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
  const memory = makeProxyMemory(apis);
  const units = unitsOf(target, { checks: [pagesJoinHere, oneIsAsListedHere], products });

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
      if (!isAskedOf(rule, answer) || rule.applies(operation, target) !== true) continue;
      judged.add(unitName(operation.key, rule.id));
      for (const { isNotice, ...found } of rule.judge(answer, operation, target, secrets)) {
        const kind = isNotice === true ? 'notice' : 'violation';
        findings.add({ check: rule, operation, kind, fault: found, answer, input: null });
      }
    }
    for (const { check, fault: seen } of memory.see(answer)) {
      judged.add(unitName(operation.key, check.id));
      if (seen !== null) findings.add({ check, operation, kind: 'violation', fault: seen, answer, input: null });
    }
  };

  const server = createServer((message, response) =>
    forward({ target, timeoutMs, url: () => own }, message, response, (text, from, bytes, fault) => {
      const path = (message.url ?? '/').split('?')[0] ?? '/';
      const operation = find(message.method ?? 'GET', path);
      if (operation === null) return;
      hideIdentity(message.headers, secrets, products);
      judge(operation, sentOf(target, message, text, products), from, bytes, fault);
    }),
  );
  let own = '';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
  });
  own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: own,
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
    close: () => closed(server),
  };
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

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
