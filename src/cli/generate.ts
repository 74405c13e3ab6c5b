/** `siem-sim generate`: events as files, whole or in partitions, with a manifest. */
import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';
import { packageVersion } from '../kernel/package.ts';
import { UserError } from '../kernel/fault.ts';
import { exportedRows, type Partition } from '../generator/export.ts';
import { eventBlocks } from './event-blocks.ts';
import { makeColumns } from '../model/columns.ts';
import { formatOf } from '../generator/formats/index.ts';
import { makeBlueprint } from '../generator/generate.ts';
import { readScenario } from '../generator/scenario.ts';
import type { Exports } from '../products/shared/plugin.ts';
import { exporter } from './exporter.ts';
import { addWorldOptions, type WorldFlags } from './shared/options.ts';
import { writeCaptures, writeRules } from './proof.ts';

interface GenerateFlags extends WorldFlags {
  readonly out?: string;
  readonly rules?: string;
  readonly pcap?: string;
  readonly format: string;
  readonly kind: string;
  readonly partition: Partition;
}

export async function generateCommand(): Promise<Command> {
  const exports = await exporter();
  const { formats, kinds } = exports;
  return addWorldOptions(
    new Command('generate').description('write events to files, whole or in partitions that join byte for byte'),
  )
    .option('--out <dir|->', 'folder to write events to, or - for standard output')
    .addOption(new Option('--format <format>', 'how events are written').choices(formats).default(formats[0]))
    .addOption(new Option('--kind <kind>', 'which events').choices(kinds).default(kinds[0]))
    .option('--rules <dir>', 'folder to write the rules for Suricata and Snort 3 to')
    .option('--pcap <dir>', 'folder to write the captures of aggregated events to')
    .addOption(
      new Option('--partition <k/n>', 'only part k of n').argParser(partition).default({ part: 1, of: 1 }, '1/1'),
    )
    .action((flags: GenerateFlags) => generate(flags, exports));
}

function partition(text: string): Partition {
  const [, part = 0, of = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (part < 1 || part > of) throw new InvalidArgumentError('It must be k/n with 1 ≤ k ≤ n, such as 2/7.');
  return { part, of };
}

interface Written {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

async function generate(flags: GenerateFlags, exports: Exports): Promise<void> {
  if (flags.out === undefined && flags.rules === undefined && flags.pcap === undefined)
    throw new UserError('say where to write: --out for events, --rules for rules, --pcap for captures');
  const { scenario: name, seed, end, events, worldFormat, partition: asked } = flags;
  const scenario = readScenario(name);
  const format = formatOf(worldFormat ?? scenario.worldFormat);
  const blueprint = makeBlueprint({ seed, scenario, end, events, format });
  writeProof(flags, blueprint, asked, exports);
  if (flags.out === undefined) return;
  const texts = textsOf(flags, blueprint, asked, exports);
  if (flags.out === '-') {
    await pour(texts, process.stdout).catch((error: unknown) => cannotWrite('standard output', error));
    return;
  }
  const file = `${flags.kind}-${String(asked.part).padStart(String(asked.of).length, '0')}-of-${asked.of}.${flags.format}`;
  const written = await writeWhole(texts, flags.out, file);
  const world = blueprint.part({ columns: makeColumns(0), eventNumbers: null });
  const manifest = {
    version: packageVersion(),
    scenario: scenario.name,
    seed,
    start: world.start,
    end: world.end,
    kind: flags.kind,
    format: flags.format,
    partition: asked,
    ...written,
  };
  writeFileSync(join(flags.out, `${file}.manifest.json`), `${JSON.stringify(manifest, null, 2)}\n`);
  console.error(`${written.rows} events, ${written.bytes} bytes in ${join(flags.out, file)}`);
}

function writeProof(
  { rules, pcap }: GenerateFlags,
  { merged, part, whole }: ReturnType<typeof makeBlueprint>,
  asked: Partition,
  { idOf }: Exports,
): void {
  if (rules !== undefined) {
    const files = writeRules(part({ columns: makeColumns(0), eventNumbers: null }), rules);
    console.error(`${files.join(', ')} in ${rules}`);
  }
  if (pcap === undefined) return;
  const { from, to } = exportedRows(asked, merged.length);
  console.error(`${writeCaptures(whole(), pcap, { from, to }, idOf)} captures in ${pcap}`);
}

interface Piece {
  /** Good until the next piece is asked for. */
  readonly bytes: Uint8Array;
  readonly rows: number;
}

function* textsOf(
  flags: GenerateFlags,
  blueprint: ReturnType<typeof makeBlueprint>,
  asked: Partition,
  { texts }: Exports,
): Generator<Piece> {
  const { from, to } = exportedRows(asked, blueprint.merged.length);
  const bar = new SingleBar({
    format: '{bar} {percentage}% {value}/{total} rows, {eta_formatted} left',
    stream: process.stderr,
    clearOnComplete: true,
    noTTYOutput: false,
  });
  if (process.stderr.isTTY) bar.start(to - from, 0);
  const events = texts(flags.kind, flags.format, {
    isFirst: asked.part === 1,
    isLast: asked.part === asked.of,
  });
  yield { bytes: Buffer.from(events.head), rows: 0 };
  for (const block of eventBlocks(blueprint, asked)) {
    yield* events.block(block);
    bar.increment(block.length);
  }
  yield { bytes: Buffer.from(events.tail), rows: 0 };
  bar.stop();
}

/** Writes under a name that says it is unfinished, and renames at the end: a broken-off run leaves nothing that looks whole. */
async function writeWhole(texts: Iterable<Piece>, folder: string, file: string): Promise<Written> {
  const unfinished = join(folder, `${file}.partial`);
  try {
    mkdirSync(folder, { recursive: true });
    const stream = createWriteStream(unfinished);
    const stop = (): void => {
      rmSync(unfinished, { force: true });
      process.exit(130);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const sums = await pour(texts, stream);
    stream.end();
    await once(stream, 'close');
    renameSync(unfinished, join(folder, file));
    process.off('SIGINT', stop).off('SIGTERM', stop);
    return { file, ...sums };
  } catch (error) {
    return cannotWrite(folder, error);
  }
}

/** The system's refusal to write is the user's to mend; anything else is a bug of ours. */
function cannotWrite(where: string, error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  throw new UserError(`cannot write to ${where} (${code})`);
}

/** Writes at the pace that the stream takes, and leaves it open. A reader that goes away early, such as `head`, is no fault. */
async function pour(texts: Iterable<Piece>, stream: Writable): Promise<Omit<Written, 'file'>> {
  const hash = createHash('sha256');
  let [rows, bytes] = [0, 0];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const piece of texts) {
      if (piece.bytes.length === 0) continue;
      // The stream may still hold it when the next piece is written.
      const chunk = Buffer.from(piece.bytes);
      hash.update(chunk);
      bytes += chunk.length;
      rows += piece.rows;
      yield chunk;
      // Lets signals and errors in between two chunks even when the stream takes everything at once.
      await new Promise(setImmediate);
    }
  }
  try {
    await pipeline(chunks, stream, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
  return { rows, bytes, sha256: hash.digest('hex') };
}
