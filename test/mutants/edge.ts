/** The edge at which a mutant lives: a server that hands requests to the simulator and bends what goes in or comes out. */
import { createServer, request as ask, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Given, Mutant, Next, Sent, Surroundings } from './mutant.ts';

export interface Edge {
  readonly url: string;
  /** True when an answer differed from what the simulator says to the same request. */
  readonly hasBitten: () => boolean;
  /** Rejects when the mutant itself went wrong: that is no misbehaviour but a mistake of ours. */
  readonly close: () => Promise<void>;
}

/** Starts the edge in front of a simulator; without a mutant it changes nothing. */
export async function edgeOf(simulator: string, mutant: Mutant | null, around: Surroundings = alone): Promise<Edge> {
  let bitten = false;
  let failure: unknown = null;
  const misbehave = mutant?.wrap(around) ?? ((sent: Sent, next: Next) => next(sent));
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    void (async () => {
      const came = sentOf(incoming, await textOf(incoming));
      const isHead = came.method === 'HEAD';
      // A server that errs says of HEAD what it would say of GET.
      const sent = isHead && mutant !== null && mutant.isOfHead !== true ? { ...came, method: 'GET' } : came;
      const heard: { readonly sent: Sent; readonly given: Given }[] = [];
      const hand = async (asked: Sent): Promise<Given> => {
        const answer = await forward(simulator, asked);
        heard.push({ sent: asked, given: answer });
        return answer;
      };
      // A nonce is good for one request: a signed one may not be asked twice, which mutants do.
      const given = await (isSigned(sent) ? hand(sent) : misbehave(sent, hand));
      if (!bitten) bitten = await differs(simulator, sent, given, heard);
      const head = Object.entries(given.headers).filter(
        ([name]) => !['transfer-encoding', 'connection'].includes(name),
      );
      const length =
        given.claimedLength ?? (sent.method === 'HEAD' ? given.headers['content-length'] : given.body.length);
      outgoing.writeHead(given.status, {
        ...Object.fromEntries(head.map(([name, value]) => [name, value as string | string[]])),
        ...(length !== undefined && { 'content-length': String(length) }),
      });
      outgoing.end(isHead ? undefined : given.body);
      // Who claims more than comes leaves the client waiting for the rest.
      if ((given.claimedLength ?? 0) > given.body.length) outgoing.socket?.end();
    })().catch((error: unknown) => {
      failure ??= error;
      outgoing.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hasBitten: () => bitten,
    close: () =>
      new Promise((resolve, reject) => {
        server.close(() => (failure === null ? resolve() : reject(failure as Error)));
        server.closeAllConnections();
      }),
  };
}

/** For mutants that need nothing beside the request. */
const alone: Surroundings = {
  full: () => Promise.reject(new Error('nobody is known')),
  isFull: () => false,
  forgetting: (work) => work(),
};

const isSigned = ({ headers }: Sent): boolean =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'argus-signature');

/** Whether the client was told anything else than the simulator would have said; writes are not asked twice. */
async function differs(
  simulator: string,
  sent: Sent,
  given: Given,
  heard: readonly { readonly sent: Sent; readonly given: Given }[],
): Promise<boolean> {
  const isReading = sent.method === 'GET' || /\/(?:search|statistics|stats)$/.test(sent.path);
  // Whatever else a mutant does about a write, it changes what is stored.
  if (!isReading && heard.filter(({ given: told }) => told.status < 300).length > 1) return true;
  const plain = heard.find((one) => JSON.stringify(one.sent) === JSON.stringify(sent));
  if (plain !== undefined) return !isSame(plain.given, given);
  return !isReading || !isSame(await forward(simulator, sent), given);
}

const isSame = (one: Given, other: Given): boolean =>
  one === other ||
  (one.status === other.status &&
    one.claimedLength === other.claimedLength &&
    JSON.stringify(withoutDate(one)) === JSON.stringify(withoutDate(other)) &&
    Buffer.compare(one.body, other.body) === 0);

const withoutDate = ({ headers }: Given): object => ({ ...headers, date: '' });

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function sentOf(incoming: IncomingMessage, body: string): Sent {
  const [path = '/', ...rest] = (incoming.url ?? '/').split('?');
  const headers: Record<string, string> = {};
  // Raw names: a mutant may care how they are spelt.
  for (let at = 0; at < incoming.rawHeaders.length; at += 2)
    headers[incoming.rawHeaders[at] ?? ''] = incoming.rawHeaders[at + 1] ?? '';
  return { method: incoming.method ?? 'GET', path, search: rest.join('?'), headers, body };
}

function forward(simulator: string, { method, path, search, headers, body }: Sent): Promise<Given> {
  return new Promise((resolve, reject) => {
    const outgoing = ask(
      `${simulator}${path}${search === '' ? '' : `?${search}`}`,
      {
        method,
        headers: { ...lengthless(headers), ...(body === '' ? {} : { 'Content-Length': Buffer.byteLength(body) }) },
      },
      (answer) => {
        void textless(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 0, headers: plain(answer.headers), body: bytes }),
          reject,
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body === '' ? undefined : body);
  });
}

/** Uncoded, for mutants bend what they can read. */
const lengthless = (headers: Sent['headers']): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) =>
        !['content-length', 'transfer-encoding', 'connection', 'accept-encoding'].includes(name.toLowerCase()),
    ),
  ),
  'accept-encoding': 'identity',
});

async function textless(answer: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const plain = (headers: IncomingHttpHeaders): Given['headers'] =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
