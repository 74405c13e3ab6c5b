/** Tools of the bench: processes to measure, load to put on them, medians of alternating slices. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

export interface Load {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Bodies to send in turn. */
  readonly bodies?: readonly string[];
}

const connections = 16;
const hasWrk = spawnSync('wrk', ['--version']).error === undefined;
export const generator = hasWrk ? 'wrk' : "the bench's own load generator (wrk is not installed)";

/** Requests a second that the server answers under keep-alive load for so many seconds. */
export const load = (url: string, asked: Load, seconds: number): Promise<number> =>
  hasWrk ? loadByWrk(url, asked, seconds) : loadBySockets(url, asked, seconds);

function loadByWrk(url: string, { method, path, bodies = [] }: Load, seconds: number): Promise<number> {
  const script = join(tmpdir(), `bench-${process.pid}.lua`);
  const quoted = bodies.map((body) => `[==[${body}]==]`).join(',\n');
  writeFileSync(
    script,
    `local bodies = {${quoted}}
local at = 0
wrk.method = "${method}"
wrk.headers["Argus-API-Key"] = "${key}"
wrk.headers["Content-Type"] = "application/json"
function request()
  if #bodies == 0 then return wrk.format() end
  at = at % #bodies + 1
  return wrk.format(nil, nil, nil, bodies[at])
end
`,
  );
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, url + path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('close', () => {
      const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1]);
      if (Number.isNaN(rate) || said.includes('Non-2xx')) reject(new Error(said));
      else resolve(rate);
    });
  });
}

function loadBySockets(url: string, { method, path, bodies = [] }: Load, seconds: number): Promise<number> {
  const { hostname, port } = new URL(url);
  const head = `${method} ${path} HTTP/1.1\r\nHost: ${hostname}\r\nArgus-API-Key: ${key}\r\nContent-Type: application/json\r\n`;
  const requests = (bodies.length === 0 ? [''] : bodies).map((body) =>
    Buffer.from(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`),
  );
  return new Promise((resolve, reject) => {
    let [answered, next] = [0, 0];
    const sockets = Array.from({ length: connections }, () => {
      const socket = connect(Number(port), hostname);
      let missing = 0;
      const send = (): void => void socket.write(requests[next++ % requests.length] ?? '');
      socket.on('connect', send).on('error', reject);
      socket.on('data', (chunk) => {
        if (missing === 0) {
          const end = chunk.indexOf('\r\n\r\n');
          const length = /content-length: (\d+)/i.exec(chunk.toString('latin1', 0, end))?.[1];
          missing = end + 4 + Number(length);
        }
        missing -= chunk.length;
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
