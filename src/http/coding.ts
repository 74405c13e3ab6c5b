/** Codings of bodies: gzip, for who asks for it and from who sends it. zlib is loaded when somebody first does. */
import { createRequire } from 'node:module';
import type { Reply, ReplyHeaders } from './endpoint.ts';

const load = createRequire(import.meta.url);
const zlib = (): typeof import('node:zlib') => load('node:zlib') as typeof import('node:zlib');

/** What the body of a request is coded as; `identity` is as it is. */
export function codingOf(header: string | undefined): 'identity' | 'gzip' | 'unknown' {
  if (header === undefined) return 'identity';
  const name = header.trim().toLowerCase();
  if (name === '' || name === 'identity') return 'identity';
  return name === 'gzip' || name === 'x-gzip' ? 'gzip' : 'unknown';
}

/** What was packed, unless it is more than so many bytes, no gzip, or there is no room: `take` is asked for it as it grows. */
export const inflated = (
  sent: Uint8Array,
  most: number,
  take: (bytes: number) => boolean,
): Promise<Buffer | 'too large' | 'too many' | 'not gzip'> =>
  new Promise((resolve) => {
    const stream = zlib().createGunzip();
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (fault: 'too large' | 'too many' | 'not gzip'): void => {
      stream.destroy();
      resolve(fault);
    };
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > most) refuse('too large');
      else if (take(chunk.length)) chunks.push(chunk);
      else refuse('too many');
    });
    stream.on('error', () => refuse('not gzip')).on('end', () => resolve(Buffer.concat(chunks)));
    stream.end(sent);
  });

/** What a client says of codings: whether gzip is what it wants most, and whether it takes nothing else. */
export interface CodingWish {
  readonly gzip: boolean;
  readonly only: boolean;
}

const nothing: CodingWish = { gzip: false, only: false };

/** Reads Accept-Encoding (RFC 9110 §12.5.3): what is not named takes the weight of `*`, `identity` is taken unless that is ruled out. */
export function wishOf(header: string | readonly string[] | undefined): CodingWish {
  const text = typeof header === 'string' ? header : (header?.join(',') ?? '');
  if (text === '' || !/gzip|\*/i.test(text)) return nothing;
  const weights = new Map(text.split(',').map(weighed));
  const any = weights.get('*');
  const gzip = weights.get('gzip') ?? weights.get('x-gzip') ?? any ?? 0;
  const identity = weights.get('identity') ?? (any === 0 ? 0 : null);
  return { gzip: gzip > 0 && gzip >= (identity ?? 0), only: gzip > 0 && identity === 0 };
}

function weighed(part: string): readonly [name: string, weight: number] {
  const [name = '', ...parameters] = part.toLowerCase().split(';');
  const weight = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
  const value = weight === undefined ? 1 : Number(weight.slice(2));
  return [name.trim(), value >= 0 && value <= 1 ? value : 0];
}

/** Whether gzip may be sent: who names no coding takes any (RFC 9110 §12.5.3). */
export function takesGzip(header: string | readonly string[] | undefined): boolean {
  if (header === undefined) return true;
  const weights = new Map(String(header).split(',').map(weighed));
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0;
}

/** Bodies below this go as they are, as Tomcat has it where nobody says otherwise. */
const fewBytes = 2048;
/** Longer ones are packed beside the event loop. */
const manyBytes = 32_768;
const isText = /json|^text\/|xml|javascript/i;

/** What a caller's wish comes to for a reply: whether it goes in gzip. Replies that are written while they are sent are long. */
export function isPacked({ headers, body, pieces }: Reply, wished: string | readonly string[] | undefined): boolean {
  if (wished === undefined) return false;
  const { gzip, only } = wishOf(wished);
  if (!gzip || headers['Content-Encoding'] !== undefined) return false;
  const type = headers['Content-Type'];
  if (typeof type !== 'string' || !isText.test(type)) return false;
  return pieces !== undefined || body.length >= fewBytes || (only && body.length > 0);
}

/** Level and memory are fixed, and the header names no system, so that equal bodies are equal bytes. */
const settings = { level: 3, memLevel: 8 } as const;

/** RFC 1952 §2.3: the byte that names the system, and its value for any. */
const unknownSystem = { at: 9, value: 255 } as const;

/** Headers of a reply in gzip: what caches must know that an answer depends on is added to what it says already. */
export function packedHeaders({ Vary: before, ...headers }: ReplyHeaders): ReplyHeaders {
  const varied = before === undefined ? 'Accept-Encoding' : `${String(before)}, Accept-Encoding`;
  return { ...headers, Vary: varied, 'Content-Encoding': 'gzip' };
}

/** What was packed of kept replies, which are sent again. */
const packs = new WeakMap<Reply, Reply>();

/** The reply in gzip. */
export function packed(reply: Reply): Reply | Promise<Reply> {
  const known = packs.get(reply);
  if (known !== undefined) return known;
  const made = (body: Buffer): Reply => {
    body[unknownSystem.at] = unknownSystem.value;
    const result = { ...reply, headers: packedHeaders(reply.headers), body };
    if (reply.isKept === true) packs.set(reply, result);
    return result;
  };
  if (reply.body.length <= manyBytes) return made(zlib().gzipSync(reply.body, settings));
  return new Promise((resolve, reject) => {
    zlib().gzip(reply.body, settings, (error, body) => (error === null ? resolve(made(body)) : reject(error)));
  });
}

/** The pieces of a reply in gzip; waits for what the packer makes beside the event loop. */
export function* packedPieces(
  pieces: Iterable<Uint8Array | number>,
): Generator<Uint8Array | number | Promise<unknown>, void, void> {
  const packer = makePacker();
  try {
    for (const piece of pieces) {
      if (typeof piece === 'number') {
        yield piece;
        continue;
      }
      yield packer.push(piece);
      yield packer.taken();
    }
    yield packer.end();
    yield packer.taken();
  } finally {
    packer.abandon();
  }
}

/** Packs pieces as they come; what is ready when a promise resolves is taken. */
function makePacker() {
  const stream = zlib().createGzip(settings);
  let ready: Buffer[] = [];
  let isFirst = true;
  let failure: Error | null = null;
  stream.on('error', (error) => (failure = error));
  stream.on('data', (chunk: Buffer) => {
    if (isFirst) chunk[unknownSystem.at] = unknownSystem.value;
    isFirst = false;
    ready.push(chunk);
  });
  return {
    push: (piece: Uint8Array): Promise<void> => new Promise((resolve) => void stream.write(piece, () => resolve())),
    end: (): Promise<void> =>
      new Promise(
        (resolve) =>
          void stream
            .once('end', resolve)
            .once('error', () => resolve())
            .end(),
      ),
    taken: (): Uint8Array => {
      if (failure !== null) throw failure;
      const bytes = Buffer.concat(ready);
      ready = [];
      return bytes;
    },
    /** Nobody wants the rest. */
    abandon: (): void => void stream.destroy(),
  };
}
