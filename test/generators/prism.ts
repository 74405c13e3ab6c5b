/** Prism as a proxy in front of a simulator: what it finds of each exchange stands in a header of the answer. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { folder } from './tools.ts';

export interface Prism {
  readonly url: string;
  readonly stop: () => void;
}

/** One thing that Prism finds in a request or an answer. */
export interface Violation {
  readonly location: readonly string[];
  readonly severity: string;
  readonly code?: string | number;
  readonly message: string;
}

/** What it found of an exchange; nothing is an empty list. */
export const violationsIn = (header: string | null): readonly Violation[] =>
  header === null ? [] : (JSON.parse(header) as readonly Violation[]).filter(({ severity }) => severity === 'Error');

/** Prism takes a path that ends in a slash for the one with an empty id behind it, and judges the exchange by that operation. */
export const isMistaken = (found: readonly Violation[]): boolean =>
  found.some(
    ({ location, message }) => location.join('.') === 'request.path' && /must have required property/.test(message),
  );

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Starts it over a document, and waits until it listens. */
export async function startPrism(document: string, upstream: string): Promise<Prism> {
  const port = await freePort();
  const args = ['proxy', document, upstream, '-p', String(port), '-h', '127.0.0.1', '--validate-request'];
  const child = spawn('node_modules/.bin/prism', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      if (said.includes('listening')) return;
      said += chunk.toString();
      if (said.includes('listening')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`Prism ended: ${said}`)));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}

interface Reason {
  readonly why: string;
  readonly is: (violation: Violation, status: number) => boolean;
}

/** What Prism may find, and why that is no fault of the document. */
const reasons: readonly Reason[] = [
  {
    why: 'a request that the server refuses was meant to be wrong',
    is: ({ location: [side] }, status) => side === 'request' && status >= 400,
  },
  {
    why: 'a number or truth value as text, or a bare value for a list: clients send them, so they are taken; the document shows what a client should send',
    is: ({ location: [side], message }) =>
      side === 'request' && /must be (?:integer|boolean|number|array)/.test(message),
  },
  {
    why: 'a member that is null counts as one that was not sent (docs/contract/argus.md §9); that other types are refused, the suite itself asks',
    is: ({ location: [side, part], message }) =>
      side === 'request' &&
      part === 'body' &&
      /must be (?:string|object|equal to one of the allowed values)/.test(message),
  },
  {
    why: 'filters of USM Anywhere take any text, also twice, and what they do not know finds nothing (docs/contract/usm.md §4)',
    is: ({ location: [side, part], message }) =>
      side === 'request' && part === 'query' && /must be (?:string|equal to one of the allowed values)/.test(message),
  },
  {
    why: 'the grant of a token stands in the query as well, and what type a body claims to have does not matter then; the document shows the form',
    is: ({ location: [side], message }) =>
      side === 'request' && message === 'Supported content types: application/x-www-form-urlencoded',
  },
  {
    why: 'the session stands in the cookies of older clients, or the scheme of a token is written in another case (RFC 9110 §11.1): both are taken, and the document shows what a client of today sends',
    is: ({ message }) => message === 'Invalid security scheme used',
  },
];

/** Why something that Prism found is no fault; null where it is one. */
export const reasonFor = (violation: Violation, status: number): string | null =>
  reasons.find(({ is }) => is(violation, status))?.why ?? null;
