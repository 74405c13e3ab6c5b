/** A server that misbehaves: it hands requests on to a simulator and changes one thing on the way there or back. */
import { createServer, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import { runContract, startSimulator, type SimulatorOptions } from '../../../src/index.ts';
import type { RunOptions } from '../../../src/contract/run.ts';
import { simulatedTarget } from '../../../src/contract/simulated.ts';

export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly url: URL;
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a server gets wrong; whatever is left out is right. */
export interface Lie {
  /** Changes the request before it is understood. */
  readonly hears?: (asked: Asked) => Asked;
  /** The name under which an answer is kept for all who ask so; undefined for one that is not. */
  readonly keeps?: (asked: Asked) => string | undefined;
  /** True for a write that is answered and not kept. */
  readonly forgets?: (asked: Asked) => boolean;
  /** True for a request that is done twice. */
  readonly repeats?: (asked: Asked) => boolean;
  /** Milliseconds for which an answer is given again to who asks the same. */
  readonly lagMs?: number;
  /** The status of a refusal in place of an answer; undefined for an answer. */
  readonly refuses?: (asked: Asked) => number | undefined;
  /** Changes the body of a success before it is sent. */
  readonly says?: (json: any, asked: Asked) => unknown;
}

/** Starts a simulator behind the lie; resolves with what a run of the units that match finds. */
export async function caught(
  units: RegExp,
  lie: Lie,
  options: SimulatorOptions = {},
  run: Pick<RunOptions, 'settleSeconds' | 'profile'> = {},
) {
  const simulator = await startSimulator({ events: 1500, ...options });
  onTestFinished(() => simulator.close());
  const kept = new Map<
    string,
    { readonly status: number; readonly headers: object; readonly body: string | Buffer; readonly at: number }
  >();
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    void (async () => {
      const given: Asked = {
        method: request.method ?? 'GET',
        url: new URL(request.url ?? '/', simulator.url),
        body: parsed(await textOf(request)),
        headers: request.headers as Record<string, string>,
      };
      const asked = lie.hears?.(given) ?? given;
      const refusal = lie.refuses?.(asked);
      if (refusal !== undefined) return response.writeHead(refusal).end();
      const place = lie.keeps?.(asked);
      const known = place === undefined ? undefined : kept.get(place);
      const isKept = known !== undefined && (lie.lagMs === undefined || performance.now() - known.at < lie.lagMs);
      if (isKept) return response.writeHead(known.status, known.headers as Record<string, string>).end(known.body);
      const headers: Record<string, string> = { ...asked.headers };
      for (const name of ['connection', 'content-length', 'transfer-encoding', 'keep-alive']) delete headers[name];
      const forward = () =>
        fetch(asked.url, {
          method: asked.method,
          headers,
          ...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
        });
      const before = lie.forgets?.(asked) === true ? simulator.snapshot() : undefined;
      const answer = await forward();
      if (before !== undefined) simulator.restore(before);
      if (lie.repeats?.(asked) === true) await forward();
      const bytes = Buffer.from(await answer.arrayBuffer());
      const json = answer.status === 200 ? parsed(bytes.toString()) : undefined;
      const sent = Object.fromEntries(answer.headers);
      for (const name of [
        'content-length',
        'content-encoding',
        'transfer-encoding',
        'connection',
        'keep-alive',
        'etag',
      ])
        delete sent[name];
      const body = json === undefined ? bytes : JSON.stringify(lie.says?.(json, asked) ?? json);
      if (place !== undefined) kept.set(place, { status: answer.status, headers: sent, body, at: performance.now() });
      response.writeHead(answer.status, sent);
      return response.end(body);
    })();
  });
  // Suite and server share this process: what the suite computes must not make the server hang up.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { readonly port: number };
  const { usmDialect } = options;
  const target = { ...simulatedTarget(simulator, usmDialect && { usmDialect }), url: `http://127.0.0.1:${port}` };
  return runContract(target, { only: (unit) => units.test(unit), rules: [], settleSeconds: 0, ...run });
}

const parsed = (text: string): any => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Changes members of the body. */
export const changed = (asked: Asked, change: (body: any) => object): Asked =>
  asked.body === undefined ? asked : { ...asked, body: { ...asked.body, ...change(asked.body) } };
/** Changes the query. */
export const inQuery = (change: (query: URLSearchParams) => void): Lie => ({
  hears: (asked) => {
    change(asked.url.searchParams);
    return asked;
  },
});
/** Bounds of a span of time. */
export const bounds = ['startTimestamp', 'endTimestamp'];
/** Takes bounds of time in another way. */
export const taking = (take: (value: any) => any): Lie => ({
  hears: (asked) =>
    changed(asked, (body) =>
      Object.fromEntries(bounds.flatMap((name) => (name in body ? [[name, take(body[name])]] : []))),
    ),
});
/** A relative time in another unit. */
export const inUnit =
  (from: string, to: string) =>
  (value: any): any =>
    typeof value === 'string' ? value.replace(from, to) : value;
