/** Options of the library, held against what they may be: one that is misspelt, or of another kind, would silently do nothing. */
import { UserError } from '../kernel/fault.ts';
import { quotaNames } from '../kernel/quota.ts';
import { suggestion } from '../kernel/suggestion.ts';
import { plugins as allPlugins, type ProductFlags } from '../products/index.ts';
import type { Plugin, ProductFlag } from '../products/shared/plugin.ts';
import type { PlayOptions } from './library-api.ts';
import type { ServerOptions } from './simulator.ts';

/** What is wrong with a value: what it must be; null for nothing. */
type Judge = (value: unknown) => string | null;
type Judges = Readonly<Record<string, Judge>>;

/** Background events that a World may have at the most. */
export const mostBackground = 20_000_000;

const kind =
  (must: string, fits: (value: unknown) => boolean): Judge =>
  (value) =>
    fits(value) ? null : must;
const isNumberIn = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most;
const whole = (least: number, most: number): Judge =>
  kind(`a whole number from ${least} to ${most}`, (value) => Number.isInteger(value) && isNumberIn(value, least, most));
/** The same, which may be written as text. */
const wholeOrText = (least: number, most: number): Judge => {
  const judge = whole(least, most);
  return (value) => judge(typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value);
};
const atLeast = (least: number): Judge =>
  kind(`a number from ${least} on`, (value) => isNumberIn(value, least, Infinity));
const text = kind('text', (value) => typeof value === 'string');
const filled = kind('text that is not empty', (value) => typeof value === 'string' && value !== '');
const flag = kind('true or false', (value) => typeof value === 'boolean');
const callable = kind('a function', (value) => typeof value === 'function');
const texts = kind(
  'a list of texts',
  (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
);
const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const ofWorld: Judges = {
  scenario: kind(
    'a name, a path, YAML of more than one line, or an object',
    (value) => isMapping(value) || (typeof value === 'string' && value !== ''),
  ),
  seed: kind(
    'text of 1 to 256 characters, or a whole number',
    (value) => (typeof value === 'string' && value !== '' && value.length <= 256) || Number.isSafeInteger(value),
  ),
  clock: kind(
    'frozen, live, live:SPEED, an instant as text, or epoch milliseconds',
    (value) => typeof value === 'string' || isNumberIn(value, 0, Infinity),
  ),
  end: kind('an instant in epoch milliseconds', Number.isSafeInteger),
  events: wholeOrText(0, mostBackground),
  worldFormat: wholeOrText(1, 1000),
};

/** The type check fails until a new option is here. */
type ServerOptionName = Exclude<keyof ServerOptions, keyof PlayOptions | keyof ProductFlags<'server'>>;

const ofServer: Readonly<Record<ServerOptionName, Judge>> = {
  products: kind(
    'a list of products',
    (value) => Array.isArray(value) && value.every((one) => isMapping(one) && typeof one['name'] === 'string'),
  ),
  countBudget: atLeast(0),
  clientClock: kind(
    'simulated, or an object with a function now',
    (value) => value === 'simulated' || (isMapping(value) && typeof value['now'] === 'function'),
  ),
  maxBodyMs: atLeast(0),
  minBodyRate: atLeast(0),
  maxBodyMemory: atLeast(0),
  requestBudget: atLeast(0),
  journal: whole(0, 10_000_000),
  journalAnswers: whole(0, 1_048_576),
  quotas: (value) => (isMapping(value) ? null : 'an object of whole numbers by the name of what is kept'),
  maxWorlds: whole(0, 10_000_000),
  worldIdleMs: atLeast(0),
  control: kind('true, false, or an object', (value) => typeof value === 'boolean' || isMapping(value)),
  trustProxy: flag,
  onBug: callable,
  log: kind('an object', isMapping),
  port: whole(0, 65_535),
  host: filled,
  syslogPort: whole(0, 65_535),
  maxConnections: whole(1, 10_000_000),
  store: kind('a URL or a store', (value) => (typeof value === 'string' && value !== '') || isMapping(value)),
  tls: kind('true, false, { cert, key } or { names }', (value) => typeof value === 'boolean' || isMapping(value)),
};

const inside: Readonly<Record<string, Judges>> = {
  control: {
    token: kind('text, or false', (value) => value === false || (typeof value === 'string' && value !== '')),
    port: whole(0, 65_535),
    allowHosts: texts,
  },
  quotas: Object.fromEntries(quotaNames.map((name) => [name, whole(0, Number.MAX_SAFE_INTEGER)])),
  tls: { cert: text, key: text, names: texts },
};

const ofFlag = ({ choices }: ProductFlag): Judge =>
  choices === undefined ? flag : kind(choices.join(' or '), (value) => choices.includes(value as string));

function judgesFor(plugins: readonly Plugin[], scopes: readonly ProductFlag['scope'][]): Judges {
  const flags = plugins.flatMap((plugin) => plugin.flags).filter(({ scope }) => scopes.includes(scope));
  const ofProducts = Object.fromEntries(flags.map((one) => [one.name, ofFlag(one)]));
  return { ...ofWorld, ...(scopes.includes('server') && ofServer), ...ofProducts };
}

/** Throws UserError that tells all that is wrong with the options of a server. */
export function checkServerOptions(given: object): void {
  const { products } = given as { readonly products?: unknown };
  const plugins = Array.isArray(products) && ofServer.products(products) === null ? products : [];
  // Flags of products that are not served do nothing, and are known all the same.
  refuseWrong(given, judgesFor([...allPlugins, ...(plugins as Plugin[])], ['world', 'server']));
}

/** The same for what a world plays. */
export function checkPlayOptions(plugins: readonly Plugin[], given: object): void {
  refuseWrong(given, judgesFor([...allPlugins, ...plugins], ['world']));
}

/** Those of a command's flags that are options of a server, for a command that has others besides. */
export function serverOptionsIn<Flags extends object>(flags: Flags): Flags {
  const judges = judgesFor(allPlugins, ['world', 'server']);
  return Object.fromEntries(Object.entries(flags).filter(([name]) => Object.hasOwn(judges, name))) as Flags;
}

function refuseWrong(given: unknown, judges: Judges): void {
  if (!isMapping(given)) throw new UserError(`options must be an object, not ${shown(given)}`);
  const wrong = wrongIn(given, judges, '');
  if (wrong.length > 0) throw new UserError(wrong.join('; '));
}

function wrongIn(given: object, judges: Judges, before: string): readonly string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    if (!Object.hasOwn(judges, name))
      return [`option ${before}${name.slice(0, 60)} is not known; ${suggestion(name, Object.keys(judges))}`];
    if (value === undefined) return [];
    const must = judges[name]?.(value) ?? null;
    if (must !== null) return [`option ${before}${name} must be ${must}, not ${shown(value)}`];
    const members = before === '' ? inside[name] : undefined;
    return members === undefined || !isMapping(value) ? [] : wrongIn(value, members, `${name}.`);
  });
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`.replace('a object', 'an object');
}
