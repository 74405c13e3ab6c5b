/** What has a better replacement, and where it may be used all the same. */
import type { Source } from './imports.ts';

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
  {
    pattern: /\brandomUUID\b|\brandomBytes\b/,
    instead: 'uuidOf of model/event-id.ts',
    door: ['sim/control/control-token.ts'],
  },
  { pattern: /\bDate\.now\b/, instead: 'the clock that the simulation carries', door: ['kernel/clock.ts'] },
  { pattern: /\bnew Date\(/, instead: 'isoUtc and calendar of kernel/clock.ts', door: ['kernel/clock.ts'] },
  { pattern: /\bperformance\.now\b/, instead: 'stopwatch of kernel/clock.ts', door: ['kernel/clock.ts'] },
  { pattern: /\.localeCompare\(/, instead: 'comparison by < and >, which knows no locale' },
  { pattern: /\.toLocale\w+\(/, instead: 'toLowerCase, toUpperCase or String' },
  { pattern: /\bIntl\./, instead: 'calendar of kernel/clock.ts' },
  {
    pattern:
      /\bMath\.(?:pow|log\d*|log1p|exp|expm1|sinh?|cosh?|tanh?|asinh?|acosh?|atanh?|atan2|cbrt|hypot)\b|[\w)\]] \*\* [\w(]/,
    instead: 'integer weights: these functions may differ between engines',
    within: /^(?:kernel|model|generator|pcap)\//,
  },
  {
    pattern:
      /^import (?!type)[^;]*from '(?:ajv|@faker-js|yaml|csv-stringify|swagger-ui-dist|jose|pino|prom-client|selfsigned)[^']*'/m,
    instead: 'loading it when it is first needed, which keeps start-up short',
    door: ['dev/types.ts', 'dev/build.ts'],
  },
  {
    pattern: /\bPromise\.(?:all|any|race)\b/,
    instead: 'inTurn of kernel/in-turn.ts, so that the same seed asks the same in the same order',
    door: ['contract/products/usm/checks/laws/rate-limit.ts'],
    within: /^contract\//,
  },
  {
    pattern: /\bseen: JSON\.stringify\b/,
    instead: 'shown of contract/lists/item.ts, which has words for what is missing',
    within: /^contract\//,
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
