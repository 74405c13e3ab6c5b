/** Scenario files: found by name or path, read as YAML, checked against their schema, errors with file:line:column. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { UserError } from '../kernel/fault.ts';
import { packageRoot } from '../kernel/package.ts';
import { violations } from '../kernel/schema.ts';
import { suggestion } from '../kernel/suggestion.ts';
import { complaintsOf } from './scenario/expectation.ts';
import { isInline, mostInlineEvents, scenarioName } from './scenario/inline.ts';
import { makeMistakes, type Mistakes } from './scenario/mistakes.ts';
import { checkReferences, rehearseAll } from './checks/references.ts';
import type { Scenario } from './scenario/scenario.ts';
import { labelsIn, permissions, sectionsOf } from './scenario/sections.ts';
import { openSource, readSource, type Source } from './scenario/source.ts';

export type { Scenario } from './scenario/scenario.ts';

const shipped = fileURLToPath(new URL('scenarios/', packageRoot));
const deepestChain = 8;

const namesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5))
    .sort();

/** Names of the scenarios that come with the package, without those of bugs. */
export const shippedScenarios = (): readonly string[] => namesIn(shipped);

/** Names of the scenarios that each reproduce one bug of clients: `bugs/late-arrival` and so on. */
export const bugScenarios = (): readonly string[] => namesIn(join(shipped, 'bugs')).map((name) => `bugs/${name}`);

const isName = (text: string): boolean => /^(bugs\/)?[\w-]+$/.test(text);

/** Reads a shipped scenario by name, any scenario file by path, or one that is handed over itself. Throws UserError with file:line:column. */
export function readScenario(nameOrPath: string): Scenario {
  return prepared(nameOrPath) ?? parseScenario(nameOrPath);
}

/** Reads and checks the YAML, whatever the build has prepared. */
export function parseScenario(nameOrPath: string): Scenario {
  const isText = isInline(nameOrPath);
  const isPath = !isText && !isName(nameOrPath);
  const file = isPath || isText ? nameOrPath : join(shipped, `${nameOrPath}.yaml`);
  const { scenario, source } = resolve(
    isText ? readSource('scenario', nameOrPath, null) : sourceOf(file, nameOrPath),
    [],
  );
  return {
    ...scenario,
    name: isPath ? baseName(file) : scenarioName(nameOrPath),
    sections: sectionsOf(scenario),
    labels: labelsIn(scenario),
    permissions: permissions(),
    placeOf: source.placeOf,
  };
}

/** A shipped scenario as the build has parsed and checked it; reading YAML and compiling its schema would be most of a start. */
export interface Prepared {
  /** What marks the texts of the scenario and of those that it extends, by name: when any has changed since, what was prepared is stale. */
  readonly sources: Readonly<Record<string, string>>;
  readonly scenario: Scenario;
}

function markOf(name: string): string {
  const text = readFileSync(join(shipped, `${name}.yaml`));
  return `${text.length}-${crc32(text)}`;
}

/** Parses and checks a shipped scenario, for the build. */
export function prepare(name: string): Prepared {
  const sources: Record<string, string> = {};
  for (let next: string | undefined = name; next !== undefined && !Object.hasOwn(sources, next);) {
    sources[next] = markOf(next);
    next = sourceOf(join(shipped, `${next}.yaml`), next).value.extends;
  }
  return { sources, scenario: parseScenario(name) };
}

function prepared(name: string): Scenario | null {
  if (!isName(name)) return null;
  // Beside the code only when it was built.
  const file = new URL(`./scenarios/${name}.json`, import.meta.url);
  if (!existsSync(file)) return null;
  const { sources, scenario } = JSON.parse(readFileSync(file, 'utf8')) as Prepared;
  return Object.entries(sources).every(([one, mark]) => markOf(one) === mark) ? scenario : null;
}

const baseName = (file: string): string => (file.split(/[/\\]/).pop() ?? file).replace(/\.ya?ml$/, '');

interface Resolved {
  readonly scenario: Scenario;
  readonly source: Source;
}

/** `chain` are the files that led here, which must not be extended again. Throws UserError that tells all mistakes at once. */
function resolve(source: Source, chain: readonly string[]): Resolved {
  const mistakes = makeMistakes(source);
  const own = source.value;
  const isExtending = isMapping(own) && typeof own.extends === 'string';
  // What is required may come from the scenario that is extended: the whole is checked as well as the part.
  noteViolations(mistakes, own, isExtending);
  const base = isExtending ? baseFor(mistakes, source, [...chain, source.file]) : {};
  const scenario = merged(base ?? {}, own) as Scenario;
  if (isExtending && base !== null) noteViolations(mistakes, scenario, false);
  if (base !== null && isMapping(own)) checkNames(mistakes, scenario);
  if (source.folder === null && Number(scenario.volume?.events) > mostInlineEvents)
    mistakes.note(['volume', 'events'], `must be at most ${mostInlineEvents} where a scenario is handed over`);
  mistakes.tell();
  return { scenario, source };
}

/** Names are looked for in what is malformed too, as far as that goes; stories are laid out where all else is well. */
function checkNames(mistakes: Mistakes, scenario: Scenario): void {
  const isMalformed = mistakes.count() > 0;
  const attempt = (look: () => void): void => {
    try {
      look();
    } catch (error) {
      if (!isMalformed) throw error;
    }
  };
  attempt(() => checkReferences(scenario, mistakes.note, attempt));
  if (mistakes.count() > 0) return;
  const stop = new Error('a mistake was noted');
  try {
    rehearseAll(scenario, (path, message) => {
      mistakes.note(path, message);
      throw stop;
    });
  } catch (error) {
    if (error !== stop) throw error;
  }
}

/** What comes with the package does not change while it runs, and many may extend it. */
const shippedBases = new Map<string, Scenario>();

/** What is extended; null where it cannot be had, which is noted. */
function baseFor(mistakes: Mistakes, { folder, value }: Source, chain: readonly string[]): Scenario | null {
  const name = value.extends ?? '';
  const base = baseOf(folder, name);
  if (base === null)
    mistakes.note(['extends'], `names no scenario: ${name.slice(0, 200)}; ${suggestion(name, shippedScenarios())}`);
  else if (chain.includes(base)) mistakes.note(['extends'], `leads back to the scenario itself: ${name}`);
  else if (chain.length >= deepestChain)
    mistakes.note(['extends'], `makes a chain of more than ${deepestChain} scenarios`);
  else {
    try {
      const scenario = shippedBases.get(base) ?? resolve(sourceOf(base, name), chain).scenario;
      if (dirname(base) === dirname(join(shipped, 'any'))) shippedBases.set(base, scenario);
      return scenario;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      mistakes.also(error.message);
    }
  }
  return null;
}

/** Who hands a scenario over names those that come with the package, and no files of the machine. */
function baseOf(folder: string | null, name: string): string | null {
  const own = folder === null ? [] : [join(folder, `${name}.yaml`)];
  const places = [...own, ...(folder !== null || isName(name) ? [join(shipped, `${name}.yaml`)] : [])];
  return places.find((place) => existsSync(place)) ?? null;
}

/** What is laid over the base wins: mappings are merged key by key, all else is replaced. */
function merged(under: unknown, value: unknown): unknown {
  if (!isMapping(under) || !isMapping(value)) return value;
  const result = { ...under };
  for (const [key, own] of Object.entries(value)) result[key] = merged(under[key], own);
  return result;
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function sourceOf(file: string, asked: string): Source {
  const source = openSource(file);
  if (source !== null) return source;
  const known = shippedScenarios();
  const near = /[/\\]/.test(asked) ? [] : [suggestion(asked, known)].filter((text) => text.startsWith('did you'));
  const tail = [...near, `shipped scenarios: ${known.join(', ')}`].join(' ');
  throw new UserError(`no scenario "${asked}": there is no readable file ${file}; ${tail}`);
}

function noteViolations(mistakes: Mistakes, value: unknown, isPart: boolean): void {
  const found = violations('scenario.schema.json', value);
  const asked = isPart ? found.filter(({ keyword }) => keyword !== 'required' && keyword !== 'if') : found;
  for (const { path, message } of complaintsOf('scenario.schema.json', asked, value)) mistakes.note(path, message);
}
