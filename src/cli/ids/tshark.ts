/** Lets Wireshark's dissectors judge captures, with every checksum checked. */
import { Buffer } from 'node:buffer';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { GateCase } from './case.ts';

const run = promisify(execFile);

/** Checksum validation is off by default; without these, a filter on `checksum.status` finds nothing. */
const checked = ['ip', 'tcp', 'udp'].flatMap((protocol) => ['-o', `${protocol}.check_checksum:TRUE`]);

const note = 4_194_304;
const warning = 6_291_456;
const filter = [
  '_ws.malformed',
  '_ws.short',
  '_ws.unreassembled',
  `_ws.expert.severity >= ${warning}`,
  'tcp.analysis.flags',
  ...['ip', 'tcp', 'udp', 'icmp', 'icmpv6'].map((protocol) => `${protocol}.checksum.status == "Bad"`),
].join(' || ');

const columns =
  '-T fields -E separator=/t -E aggregator=| -e frame.number -e _ws.expert.message -e _ws.expert.severity -e _ws.col.Info'.split(
    ' ',
  );

/** What tshark remarks on each case beyond its allow-list; a case without remarks is absent. */
export async function tsharkFaults(
  cases: readonly GateCase[],
  folder: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const whole = cases.filter((one) => countFrames(one.file) !== null);
  const together = await suspects(whole, folder);
  const faults = new Map<string, readonly string[]>();
  // Conversations of two captures may look like one when they stand in one file: only what a case earns alone counts.
  for (const one of cases) {
    if (!together.has(one.name) && whole.includes(one)) continue;
    const alone = await suspects([one], folder);
    const remarks = alone.get(one.name);
    if (remarks !== undefined) faults.set(one.name, remarks);
  }
  return faults;
}

/** One run over all cases, laid one behind the other in one file. */
async function suspects(cases: readonly GateCase[], folder: string): Promise<Map<string, string[]>> {
  if (cases.length === 0) return new Map();
  const path = join(folder, 'together.pcap');
  writeFileSync(path, Buffer.concat(cases.map((one, index) => (index === 0 ? one.file : one.file.subarray(24)))));
  const { stdout, stderr } = await execute(
    'tshark',
    ['-n', '-2', ...checked, '-r', path, '-Y', filter, ...columns],
    folder,
  );
  const remarks = new Map<string, string[]>();
  const first = cases[0];
  const complaint = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Running as user'));
  if (complaint.length > 0 && first !== undefined) remarks.set(first.name, complaint);
  const frames = cases.map((one) => countFrames(one.file) ?? 0);
  for (const line of stdout.split('\n')) {
    if (line === '') continue;
    const [frame = '', messages = '', severities = '', info = ''] = line.split('\t');
    const owner = cases[ownerOf(frames, Number(frame))];
    if (owner === undefined) continue;
    const found = unexpected(owner, messages, severities, info);
    if (found.length > 0)
      remarks.set(owner.name, [...(remarks.get(owner.name) ?? []), ...found.map((one) => `frame ${frame}: ${one}`)]);
  }
  return remarks;
}

/** Messages above mere chat that the case may not have; a frame without any still has something the filter found. */
function unexpected(owner: GateCase, messages: string, severities: string, info: string): readonly string[] {
  const levels = severities.split('|').map(Number);
  const remarks = messages.split('|').filter((_, index) => (levels[index] ?? 0) >= note);
  if (remarks.length === 0) return [info];
  return remarks.filter((message) => !owner.claim.expert.some((allowed) => message.includes(allowed)));
}

function ownerOf(frames: readonly number[], frame: number): number {
  let left = frame;
  return frames.findIndex((count) => (left -= count) <= 0);
}

/** Null for a file that ends within a frame. */
function countFrames(file: Uint8Array): number | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let count = 0;
  let at = 24;
  for (; at + 16 <= file.length; at += 16 + view.getUint32(at + 8, true)) count++;
  return at === file.length ? count : null;
}

/** The cases whose frames Wireshark does not find in strict order of time. */
export async function outOfOrder(cases: readonly GateCase[], folder: string): Promise<ReadonlySet<string>> {
  const paths = cases.map((one, index) => {
    const path = join(folder, `order-${index}.pcap`);
    writeFileSync(path, one.file);
    return path;
  });
  const { stdout } = await execute('capinfos', ['-o', ...paths], folder);
  return new Set(
    cases.filter((_, index) => !stdout.includes(`${paths[index]}\nStrict time order:   True`)).map((one) => one.name),
  );
}

/** A tool that complains ends with a code; what it printed counts all the same. */
async function execute(
  tool: string,
  flags: readonly string[],
  folder: string,
): Promise<{ stdout: string; stderr: string }> {
  const options = { maxBuffer: 1 << 28, env: { ...process.env, TZ: 'UTC', HOME: folder } };
  try {
    return await run(tool, flags, options);
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && 'stderr' in error)
      return { stdout: String(error.stdout), stderr: String(error.stderr) };
    throw error;
  }
}
