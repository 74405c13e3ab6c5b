/** Scenario files: found by name or path, read as YAML, checked against their schema, errors with file:line:column. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../kernel/fault.ts';
import { packageRoot } from '../kernel/package.ts';
import { violations } from '../kernel/schema.ts';
import { complaintOf } from './scenario/expectation.ts';
import { checkReferences } from './checks/references.ts';
import { dotted, type Scenario } from './scenario/scenario.ts';
import { labelsIn, permissions, sectionsOf } from './scenario/sections.ts';
import { openSource, type Source } from './scenario/source.ts';

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

/** Reads a shipped scenario by name, or any scenario file by path. Throws UserError with file:line:column. */
export function readScenario(nameOrPath: string): Scenario {
  return prepared(nameOrPath) ?? parseScenario(nameOrPath);
}

/** Reads and checks the YAML, whatever the build has prepared. */
export function parseScenario(nameOrPath: string): Scenario {
  const isPath = !isName(nameOrPath);
  const file = isPath ? nameOrPath : join(shipped, `${nameOrPath}.yaml`);
  const { scenario, source } = resolve(file, nameOrPath, deepestChain);
  return {
    ...scenario,
    name: isPath ? baseName(file) : nameOrPath,
    sections: sectionsOf(scenario),
    labels: labelsIn(scenario),
    permissions: permissions(),
    placeOf: source.placeOf,
  };
}

/** A shipped scenario as the build has parsed and checked it; reading YAML and compiling its schema would be most of a start. */
export interface Prepared {
  /** Texts of the scenario and of those that it extends, by name: when any has changed since, what was prepared is stale. */
  readonly sources: Readonly<Record<string, string>>;
  readonly scenario: Scenario;
}

const textOf = (name: string): string => readFileSync(join(shipped, `${name}.yaml`), 'utf8');

/** Parses and checks a shipped scenario, for the build. */
export function prepare(name: string): Prepared {
  const sources: Record<string, string> = {};
  for (let next: string | undefined = name; next !== undefined && !Object.hasOwn(sources, next);) {
    sources[next] = textOf(next);
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
  return Object.entries(sources).every(([one, text]) => textOf(one) === text) ? scenario : null;
}

const baseName = (file: string): string => (file.split(/[/\\]/).pop() ?? file).replace(/\.ya?ml$/, '');

function resolve(file: string, asked: string, depth: number): { readonly scenario: Scenario; readonly source: Source } {
  if (depth === 0) throw new UserError(`${file}: extends a chain of more than ${deepestChain} scenarios, or itself`);
  const source = sourceOf(file, asked);
  const own = source.value;
  // What is required may come from the scenario that is extended: the whole is checked as well as the part.
  check(source, own, own.extends !== undefined);
  const base = own.extends === undefined ? {} : resolve(baseOf(file, own.extends), own.extends, depth - 1).scenario;
  const scenario = merged(base, own) as Scenario;
  if (own.extends !== undefined) check(source, scenario, false);
  checkReferences(scenario, (path, message) => {
    throw new UserError(`${source.placeOf(path)}: ${dotted(path)} ${message}`);
  });
  return { scenario, source };
}

function baseOf(file: string, name: string): string {
  const beside = join(dirname(file), `${name}.yaml`);
  return existsSync(beside) ? beside : join(shipped, `${name}.yaml`);
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
  const known = shippedScenarios().join(', ');
  throw new UserError(`no scenario "${asked}": there is no readable file ${file}; shipped scenarios: ${known}`);
}

function check(source: Source, value: object, isPart: boolean): void {
  const found = violations('scenario.schema.json', value);
  const wrong = complaintOf(
    'scenario.schema.json',
    isPart ? found.filter(({ keyword }) => keyword !== 'required' && keyword !== 'if') : found,
  );
  if (wrong === null) return;
  const name = wrong.path.length === 0 ? 'the file' : dotted(wrong.path);
  throw new UserError(`${source.placeOf(wrong.path)}: ${name} ${wrong.message}`);
}
