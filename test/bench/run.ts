/** Measures every bar of the project in one run, as ratios to peers, and prints a table: `npm run bench`; with `--write` it takes the place of the one in `docs/performance.md`. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { blocksOf } from '../../src/generator/export.ts';
import { makeBlueprint } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import { makeEventTexts } from '../../src/products/argus/v1/export.ts';
import { captureBars, capturesPerSecond } from './captures.ts';
import { fakeEvent } from './faker.ts';
import { measureLongWork } from './long-work.ts';
import { measureRates } from './rates.ts';
import { measureStarts } from './starts.ts';
import { measureFormats } from './formats.ts';
import { measureStore } from './store.ts';
import { measureSuite } from './suite.ts';
import { add, isWanted, tellTable, two } from './table.ts';
import { median, ratio, root } from './tools.ts';
import { measureUsm } from './usm.ts';

await measureRates();
if (isWanted('usm')) await measureUsm();
if (isWanted('store')) await measureStore();
if (isWanted('suite')) await measureSuite();
await measureLongWork();
if (isWanted('format')) {
  const { took, rss } = await measureFormats(15);
  add('`default` at the newest world format: start', '≤ 1.05 × format 1', `${two(took)} ×`, took <= 1.05);
  add('… memory (RSS)', '≤ 1.05 × format 1', `${two(rss)} ×`, rss <= 1.05);
}
if (isWanted('start')) {
  const { raw, first, later, million, steady, jsonServer, ratios, rss, rawRss, millionRss } = await measureStarts(15);
  const isNewer = Number(process.versions.node.split('.')[0]) >= 22;
  const bars = isNewer ? { first: 3, later: 1.8 } : { first: 2.2, later: 1.5 };
  const row = (what: string, bar: number, peer: string, ratioOf: number, ours: number, theirs: number): void =>
    add(
      what,
      `≤ ${two(bar)} × ${peer}`,
      `${two(ratioOf)} × (${Math.round(ours)} and ${Math.round(theirs)} ms)`,
      ratioOf <= bar,
    );
  row(
    'cold start of serve to the first 200 of a list: the first',
    bars.first,
    'raw node:http',
    ratios.first,
    first,
    raw,
  );
  row('… later ones', bars.later, 'raw node:http', ratios.later, later, raw);
  row('… later ones', 0.8, 'Steady', ratios.laterOfSteady, later, steady);
  row('… later ones', 0.55, 'json-server', ratios.laterOfJsonServer, later, jsonServer);
  const over = rss - rawRss;
  add(
    'memory once that is given',
    '≤ 25 MB over raw node:http',
    `${two(over)} MB (${Math.round(rss)} and ${Math.round(rawRss)})`,
    over <= 25,
  );
  add(
    '1,000,000 events: to the first 200 of a list',
    '≤ 100 ms over `default`',
    `${Math.round(million - later)} ms (${Math.round(million)} and ${Math.round(later)})`,
    million - later <= 100,
  );
  add('… memory once that is given (RSS)', '≤ 200 MB', `${Math.round(millionRss)} MB`, millionRss <= 200);
}

/** Runs a program from a bundle, as users run it: the loader of sources would count as memory of ours. Resolves with how to run it again. */
async function bundled<Figures>(name: string): Promise<(...flags: readonly string[]) => Figures> {
  // Beside the packages that it loads late, as what users run is.
  const bundle = join(root, `dist/bench-${name}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, `test/bench/${name}.ts`)],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  process.once('exit', () => rmSync(bundle, { force: true }));
  return (...flags) =>
    JSON.parse(
      execFileSync(process.execPath, ['--expose-gc', bundle, ...flags], { cwd: root, encoding: 'utf8' }),
    ) as Figures;
}

interface Worlds {
  readonly reset: number;
  readonly switched: number;
  readonly created: number;
  readonly asked: number;
}
if (isWanted('worlds')) {
  const worlds = await bundled<Worlds>('worlds');
  const runs = [0, 1, 2].map(() => worlds());
  const of = (pick: (run: Worlds) => number): number => median(runs.map(pick));
  const [reset, switched, created] = [of((run) => run.reset), of((run) => run.switched), of((run) => run.created)];
  const megabytes = Math.round(of((run) => run.asked) / 1_048_576);
  add('reset after writes', '≤ 5 ms', `${two(reset)} ms`, reset <= 5);
  add('a world of its own: made', '≤ 10 ms', `${two(created)} ms`, created <= 10);
  add('playing another seed of 10,000 events', '≤ 150 ms', `${Math.round(switched)} ms`, switched <= 150);
  add('1,000 worlds, two searches each: memory over one', '≤ 400 MB', `${megabytes} MB`, megabytes <= 400);
}
interface Volume {
  readonly made: number;
  readonly madeWithRaw: number;
  readonly first: number;
  readonly search: number;
  readonly pass: number;
  readonly rss: number;
}
interface Writes {
  readonly tree: number;
  readonly before: number;
  readonly bulk: number;
  readonly bytes: number;
  readonly after: number;
}
if (isWanted('writes')) {
  const writes = await bundled<Writes>('writes');
  const runs = [0, 1, 2].map(() => writes('1000000'));
  const of = (pick: (run: Writes) => number): number => median(runs.map(pick));
  const slower = of((run) => run.after / run.before);
  add(
    'v2 statistics, two levels over 1,000,000 events',
    '≤ 60 ms',
    `${two(of(({ tree }) => tree))} ms`,
    of(({ tree }) => tree) <= 60,
  );
  add(
    'bulk assessment of 100,000 of 1,000,000 events',
    '≤ 500 ms',
    `${Math.round(of(({ bulk }) => bulk))} ms`,
    of(({ bulk }) => bulk) <= 500,
  );
  add('… searches afterwards', '≤ 1.3 × slower', `${two(slower)} ×`, slower <= 1.3);
  add('… memory', '≤ 600 B an event', `${Math.round(of(({ bytes }) => bytes))} B`, of(({ bytes }) => bytes) <= 600);
}
interface Living {
  readonly idle: number;
  readonly arrivals: number;
  readonly day: number;
  readonly reset: number;
}
if (isWanted('living')) {
  const living = (await bundled<Living>('living'))();
  const share = `${two(living.idle * 100)} % (${living.arrivals} events came)`;
  add('live clock at 1000 ×, the default scenario, nobody asks', '≤ 10 % of a core', share, living.idle <= 0.1);
  add('a day of it in one step', '≤ 150 ms', `${two(living.day)} ms`, living.day <= 150);
  add('reset', '≤ 5 ms', `${two(living.reset)} ms`, living.reset <= 5);
}
if (isWanted('captures')) {
  for (const { what, shortName, gaps, least } of captureBars) {
    const made = Math.round(capturesPerSecond(shortName, gaps));
    add(what, `≥ ${least} a second`, `${made} a second`, made >= least);
  }
}
if (isWanted('volume')) {
  const volume = await bundled<Volume>('volume');
  const empty = median([0, 1, 2].map(() => volume('0', '--raw').made));
  const runs = [0, 1, 2].map(() => volume('1000000', '--raw'));
  const added = median(runs.map(({ made }) => made)) - empty;
  const later = median(runs.map(({ made, madeWithRaw }) => madeWithRaw - made));
  const rss = median(runs.map((run) => run.rss));
  add(
    '1,000,000 events with their raw ones: added start-up',
    '≤ 1 s',
    `${two(added / 1000)} s (and ${two(later / 1000)} s when somebody first asks for raw ones)`,
    added <= 1000,
  );
  add('… memory (RSS)', '≤ 250 MB', `${Math.round(rss)} MB`, rss <= 250);
  const million = [0, 1, 2].map(() => volume('1000000'));
  const first = median(million.map((run) => run.first));
  const searched = (what: string, bar: number, of: readonly Volume[]): void => {
    const [search, pass] = [median(of.map((run) => run.search)), median(of.map((run) => run.pass))];
    add(
      what,
      `≤ ${two(bar)} ms, ≤ 1.5 × one pass over the columns`,
      `${two(search)} ms, ${two(search / pass)} ×`,
      search <= bar && search <= 1.5 * pass,
    );
  };
  searched('1,000,000 events: customer, severity, time range, sorted, offset 10,000, count', 1.5, million);
  add('… the first time, which makes the rows', '≤ 300 ms', `${Math.round(first)} ms`, first <= 300);
  const ten = volume('10000000');
  searched('the same of 10,000,000', 12, [ten]);
  add('… memory (RSS)', '≤ 900 MB', `${Math.round(ten.rss)} MB`, ten.rss <= 900);
}
if (isWanted('generate')) {
  const blueprint = makeBlueprint({ seed: '1', scenario: readScenario('default') });
  const slice = 10_000;
  const ours = async (): Promise<number> => {
    const began = performance.now();
    const texts = makeEventTexts('aggregated', 'ndjson', { isFirst: true, isLast: true });
    let [events, bytes] = [0, 0];
    for (const block of blocksOf(blueprint, { part: 1, of: 1 })) {
      for (const { bytes: written, rows: made } of texts.block(block)) {
        events += made;
        bytes += written.length;
      }
    }
    return bytes === 0 ? 0 : events / (performance.now() - began);
  };
  const details = Math.round(blueprint.whole().retainedDetails / 3);
  const theirs = async (): Promise<number> => {
    const began = performance.now();
    let bytes = 0;
    for (let event = 0; event < slice / 10; event++) bytes += Buffer.byteLength(fakeEvent(details));
    return bytes === 0 ? 0 : slice / 10 / (performance.now() - began);
  };
  await ours();
  await theirs();
  const measured = await ratio(15, ours, theirs);
  add(
    'generate NDJSON of v1 events, one core',
    '≥ 12 × faker',
    `${two(measured.ratio)} × (${Math.round(measured.ours * 1000)} and ${Math.round(measured.theirs * 1000)} events/s)`,
    measured.ratio >= 12,
  );
}

tellTable();
