/** What the sources must keep to, as functions from files to complaints; an empty list is a clean house. */

export interface Source {
  /** Path below `src/`, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** The floors, lowest first; a file imports from its own room or from lower floors. */
const floors: readonly (readonly string[])[] = [
  ['kernel'],
  ['model'],
  ['generator', 'pcap', 'corpus', 'state'],
  ['http'],
  ['products/shared'],
  ['products/argus', 'products/usm'],
  ['products'],
  ['contract', 'sim'],
  ['main', 'cli', 'index', 'dev'],
];
const top = floors.length - 1;

const roomOf = (path: string): string => {
  const [first = '', second = '', third] = path.split('/');
  return first === 'products' && third !== undefined ? `${first}/${second}` : first.replace(/\.ts$/, '');
};
const floorOf = (room: string): number => floors.findIndex((rooms) => rooms.includes(room));

/** Files that a file imports, as paths below `src/`. */
export function importsOf({ path, text }: Source): readonly string[] {
  const found = text.matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+)'/g);
  return Array.from(found, ([, target = '']) => new URL(target, `file:///${path}`).pathname.slice(1));
}

/** Imports that go up, or sideways between rooms of one floor. */
export const climbing = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap((source) =>
    importsOf(source).flatMap((target) => {
      const [from, to] = [roomOf(source.path), roomOf(target)];
      const [here, there] = [floorOf(from), floorOf(to)];
      if (here < 0 || there < 0)
        return [`${source.path} imports ${target}: no floor is known for ${here < 0 ? from : to}`];
      const isFine = from === to || there < here || here === top;
      return isFine && !(there > here)
        ? []
        : [`${source.path} imports ${target}: ${there > here ? 'upwards' : 'sideways'}`];
    }),
  );

interface Ban {
  readonly pattern: RegExp;
  readonly instead: string;
  /** The only files that may. */
  readonly door?: readonly string[];
  /** Where the ban holds; everywhere when left out. */
  readonly within?: RegExp;
}

const bans: readonly Ban[] = [
  { pattern: /\bMath\.random\b/, instead: 'a named stream of kernel/random.ts' },
  { pattern: /\brandomUUID\b|\brandomBytes\b/, instead: 'uuidOf of model/identity.ts' },
  { pattern: /\bDate\.now\b/, instead: 'the clock that the simulation carries', door: ['kernel/clock.ts'] },
  { pattern: /\bnew Date\(/, instead: 'isoUtc and calendar of kernel/clock.ts', door: ['kernel/clock.ts'] },
  { pattern: /\bperformance\.now\b/, instead: 'stopwatch of kernel/clock.ts', door: ['kernel/clock.ts'] },
  { pattern: /\.localeCompare\(/, instead: 'comparison by < and >, which knows no locale' },
  { pattern: /\.toLocale\w+\(/, instead: 'toLowerCase, toUpperCase or String' },
  { pattern: /\bIntl\./, instead: 'calendar of kernel/clock.ts' },
  {
    pattern:
      /\bMath\.(?:pow|log\d*|log1p|exp|expm1|sinh?|cosh?|tanh?|asinh?|acosh?|atanh?|atan2|cbrt|hypot)\b|[\w)\]] \*\* [\w(]/,
    instead: 'integer weights and wheels: these functions may differ between engines',
    within: /^(?:kernel|model|generator|pcap)\//,
  },
  {
    pattern:
      /^import (?!type)[^;]*from '(?:ajv|@faker-js|yaml|csv-stringify|swagger-ui-dist|jose|pino|prom-client|selfsigned)[^']*'/m,
    instead: 'loading it when it is first needed, which keeps start-up short',
    door: ['dev/types.ts', 'dev/build.ts'],
  },
  { pattern: /\bconsole\.log\b/, instead: 'returning the text', within: /^(?!cli\/|main\.ts|dev\/)/ },
];

/** Uses of what has a better replacement. */
export const banned = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap(({ path, text }) =>
    bans.flatMap(({ pattern, instead, door = [], within = /^/ }) => {
      if (door.includes(path) || !within.test(path)) return [];
      const found = pattern.exec(codeOf(text));
      return found === null ? [] : [`${path} uses ${found[0].trim()}; use ${instead}`];
    }),
  );

/** The text without its comments. */
const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

/** Files longer than the cap. */
export const long = (sources: readonly Source[], cap: number): readonly string[] =>
  sources.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    return lines > cap ? [`${path} has ${lines} lines, more than ${cap}`] : [];
  });

/** Files that do not open with a sentence saying what they are for. */
export const unexplained = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap(({ path, text }) =>
    /^(?:#!.*\n)?\/\*\*(?:(?!\*\/)[\s\S])*[.:](?:(?!\*\/)[\s\S])*\*\//.test(text)
      ? []
      : [`${path} does not say what it is for`],
  );

/** Files that nothing reaches from the entry points. */
export function unused(sources: readonly Source[], entries: readonly string[]): readonly string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set<string>();
  const visit = (path: string): void => {
    const source = byPath.get(path);
    if (source === undefined || reached.has(path)) return;
    reached.add(path);
    importsOf(source).forEach(visit);
  };
  entries.forEach(visit);
  return sources.flatMap(({ path }) => (reached.has(path) ? [] : [`${path} is used by nothing`]));
}
