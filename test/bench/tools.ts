/** Tools of the bench: processes to measure, load to put on them, medians of alternating slices. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const key = '1/2/mysecretapikey';

export interface Started {
  readonly url: string;
  readonly child: ChildProcess;
}

/** Starts a program that says `serves <url>` once it listens. */
export function start(...parameters: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, parameters, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`${parameters.join(' ')} ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /serves (http:\S+)\s/.exec(said);
      if (found !== null) resolve({ url: found[1] ?? '', child });
    });
  });
}

/** Ends it, and is not told of its end. */
export function stop({ child }: Started): void {
  child.removeAllListeners('exit');
  child.kill();
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Runs the two by turns and gives the median of their ratios: what disturbs one slice disturbs its neighbour. */
export async function ratio(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<{ ratio: number; ours: number; theirs: number }> {
  const [one, other, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    const first = round % 2 === 0;
    const [a, b] = first ? [await ours(), await theirs()] : [await theirs(), await ours()];
    const [mine, peer] = first ? [a, b] : [b, a];
    one.push(mine);
    other.push(peer);
    ratios.push(mine / peer);
  }
  return { ratio: median(ratios), ours: median(one), theirs: median(other) };
}

/** What is asked again and again: each path with each body, in turn. */
export interface Load {
  readonly method: 'GET' | 'POST';
  readonly paths: readonly [string, ...string[]];
  readonly bodies?: readonly [string, ...string[]];
  /** Lines of the head; the key of Argus when left out. */
  readonly headers?: readonly string[];
}

const connections = 16;
const argusHeaders = [`Argus-API-Key: ${key}`, 'Content-Type: application/json'];

/** The requests of a load as they go over the wire. */
function requestsOf(
  hostname: string,
  { method, paths, bodies = [''], headers = argusHeaders }: Load,
): readonly Buffer[] {
  const length = Math.max(paths.length, bodies.length);
  return Array.from({ length }, (_, at) => {
    const body = bodies[at % bodies.length] ?? '';
    const head = [`${method} ${paths[at % paths.length]} HTTP/1.1`, `Host: ${hostname}`, ...headers];
    return Buffer.from(`${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  });
}

const endOfChunks = '0\r\n\r\n';

/** Requests a second that the server answers with 200 under keep-alive load for so many seconds; answers have a Content-Length or come in chunks. */
export function load(url: string, asked: Load, seconds: number): Promise<number> {
  const { hostname, port } = new URL(url);
  const requests = requestsOf(hostname, asked);
  return new Promise((resolve, reject) => {
    let [answered, next] = [0, 0];
    const sockets = Array.from({ length: connections }, () => {
      const socket = connect(Number(port), hostname);
      /** Bytes of the answer that are still to come; Infinity while chunks come. */
      let missing = 0;
      const send = (): void => void socket.write(requests[next++ % requests.length] ?? '');
      socket.on('connect', send).on('error', reject);
      socket.on('data', (chunk) => {
        if (missing === 0) {
          const end = chunk.indexOf('\r\n\r\n');
          const head = chunk.toString('latin1', 0, end);
          if (!head.startsWith('HTTP/1.1 200')) return reject(new Error(head));
          missing = /chunked/.test(head) ? Infinity : end + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1]);
        }
        missing -= chunk.length;
        if (missing === Infinity && chunk.toString('latin1', chunk.length - endOfChunks.length) === endOfChunks)
          missing = 0;
        if (missing > 0) return;
        answered++;
        send();
      });
      return socket;
    });
    setTimeout(() => {
      for (const socket of sockets) socket.destroy();
      resolve(answered / seconds);
    }, seconds * 1000);
  });
}

/** Megabytes that a process has in memory; not told by systems without /proc. */
export function residentOf(pid: number): number {
  try {
    const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(found?.[1] ?? NaN) / 1024;
  } catch {
    return NaN;
  }
}
