/** A server that is the simulator but for one thing: every answer passes through a function that may spoil it. */
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { runContract, startSimulator, type SimulatorOptions } from '../../../src/index.ts';
import type { RunOptions } from '../../../src/contract/run.ts';
import type { Finding } from '../../../src/contract/terms/finding.ts';
import { simulatedTarget } from '../../../src/contract/simulated.ts';
import type { Target } from '../../../src/contract/terms/target.ts';

export interface Passing {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly request: IncomingMessage;
  readonly sent: string;
  status: number;
  headers: Record<string, string>;
  /** The body, one character a byte. */
  body: string;
}

/** What it returns is not looked at. */
export type Alter = (passing: Passing) => unknown;

/** The body as JSON, spoilt in place. */
export const inJson =
  (spoil: (json: any, passing: Passing) => unknown): Alter =>
  (passing) => {
    if (!(passing.headers['content-type'] ?? '').includes('json') || passing.body === '') return;
    const json: unknown = JSON.parse(Buffer.from(passing.body, 'latin1').toString('utf8'));
    spoil(json, passing);
    passing.body = Buffer.from(JSON.stringify(json), 'utf8').toString('latin1');
  };

/** Spoils every row of Argus' successes, or the one value that there is. */
export const inRows = (spoil: (row: any) => unknown): Alter =>
  inJson(({ data }) => {
    for (const row of Array.isArray(data) ? data : [data]) if (row !== null && typeof row === 'object') spoil(row);
  });

const held = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'date']);

/** Hands a request on as it came, its Host with it, because links and signatures depend on that. */
function forward(url: string, { method, url: path, headers }: IncomingMessage, sent: Buffer) {
  return new Promise<Pick<Passing, 'status' | 'headers' | 'body'>>((resolve, reject) => {
    // Text is spoilt as text.
    const asked = ask(`${url}${path}`, { method, headers: { ...headers, 'accept-encoding': 'identity' } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const kept = Object.entries(answer.headers).filter(([name]) => !held.has(name));
        resolve({
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
          body: Buffer.concat(chunks).toString('latin1'),
        });
      });
    });
    asked.on('error', reject);
    asked.end(sent);
  });
}

/** Starts one simulator for a file of tests; `judge` runs the units that `only` names against it, altered. */
export async function altering(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ events: 600, ...options });
  const dialect = options.usmDialect ?? 'documented';
  const state: { alter: Alter } = { alter: () => {} };
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const sent = Buffer.concat(chunks);
      const answer = await forward(simulator.url, request, sent);
      const passing: Passing = {
        method: request.method ?? 'GET',
        url: request.url ?? '/',
        request,
        sent: sent.toString('utf8'),
        ...answer,
      };
      state.alter(passing);
      response.writeHead(passing.status, passing.headers);
      response.end(Buffer.from(passing.body, 'latin1'));
    })().catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await simulator.close();
  });
  const target: Target = {
    ...simulatedTarget(simulator, { usmDialect: dialect }),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  return {
    simulator,
    target,
    /** Findings of the units that match, with each answer altered. */
    judge: async (
      only: RegExp,
      alter: Alter,
      changes: Partial<Target> = {},
      asking: RunOptions = {},
    ): Promise<readonly Finding[]> => {
      state.alter = alter;
      const { findings } = await runContract(
        { ...target, ...changes },
        { only: (unit) => only.test(unit), rps: 10_000, ...asking },
      );
      state.alter = () => {};
      return findings;
    },
  };
}

/** Names of the checks that found something, each once. */
export const checksOf = (findings: readonly Finding[], kind: Finding['kind'] = 'violation'): readonly string[] => [
  ...new Set(findings.filter((finding) => finding.kind === kind).map(({ check }) => check)),
];
