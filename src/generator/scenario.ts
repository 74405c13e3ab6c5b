/** Scenario files: found by name or path, read as YAML, checked against their schema, errors with file:line:column. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Document, LineCounter } from 'yaml';
import { UserError } from '../kernel/fault.ts';
import { packageRoot } from '../kernel/package.ts';
import { violations } from '../kernel/schema.ts';
import { complaintOf } from './expectation.ts';
import { checkReferences } from './references.ts';
import type { Scenario as ScenarioFile } from './scenario.types.ts';

type Required = 'period' | 'volume' | 'domain' | 'customers' | 'users';

/** A scenario with everything that it extends folded in; the parts that a World cannot do without are there. */
export type Scenario = ScenarioFile & { [Key in Required]-?: NonNullable<ScenarioFile[Key]> } & {
  readonly name: string;
  /** `file:line:column` of a place, for mistakes that show only when the World is made; none for a prepared scenario. */
  readonly placeOf?: (path: readonly (string | number)[]) => string;
};

interface Source {
  readonly name: string;
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

const shipped = fileURLToPath(new URL('scenarios/', packageRoot));
const load = createRequire(import.meta.url);
const deepestChain = 8;

/** Names of the scenarios that come with the package. */
export const shippedScenarios = (): readonly string[] =>
  readdirSync(shipped)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5))
    .sort();

/** Reads a shipped scenario by name, or any scenario file by path. Throws UserError with file:line:column. */
export function readScenario(nameOrPath: string): Scenario {
  return prepared(nameOrPath) ?? parseScenario(nameOrPath);
}

/** Reads and checks the YAML, whatever the build has prepared. */
export function parseScenario(nameOrPath: string): Scenario {
  const isPath = /[/\\]|\.ya?ml$/.test(nameOrPath);
  const file = isPath ? nameOrPath : join(shipped, `${nameOrPath}.yaml`);
  return { ...resolve(file, nameOrPath, deepestChain), name: isPath ? baseName(file) : nameOrPath };
}

/** A shipped scenario as the build has parsed and checked it; reading YAML and compiling its schema would be most of a start. */
export interface Prepared {
  /** Texts of all shipped scenarios, hashed: when any has changed since, what was prepared is stale. */
  readonly sources: string;
  readonly scenario: Scenario;
}

/** Hash of the texts of all shipped scenarios. */
export function hashOfShipped(): string {
  const hash = createHash('sha256');
  for (const name of shippedScenarios()) hash.update(readFileSync(join(shipped, `${name}.yaml`)));
  return hash.digest('hex');
}

function prepared(name: string): Scenario | null {
  if (!/^[\w-]+$/.test(name)) return null;
  // Beside the code only when it was built.
  const file = new URL(`./scenarios/${name}.json`, import.meta.url);
  if (!existsSync(file)) return null;
  const { sources, scenario } = JSON.parse(readFileSync(file, 'utf8')) as Prepared;
  return sources === hashOfShipped() ? scenario : null;
}

const baseName = (file: string): string => (file.split(/[/\\]/).pop() ?? file).replace(/\.ya?ml$/, '');

function resolve(file: string, asked: string, depth: number): Scenario {
  if (depth === 0) throw new UserError(`${file}: extends a chain of more than ${deepestChain} scenarios, or itself`);
  const source = open(file, asked);
  const own = source.document.toJS() as ScenarioFile;
  // What is required may come from the scenario that is extended: the whole is checked as well as the part.
  check(source, own, own.extends !== undefined);
  const scenario =
    own.extends === undefined
      ? (own as Scenario)
      : merged(resolve(baseOf(file, own.extends), own.extends, depth - 1), own);
  if (own.extends !== undefined) check(source, scenario, false);
  checkReferences(scenario, (path, message) => {
    throw new UserError(`${placeOf(source, path)}: ${dotted(path)} ${message}`);
  });
  return { ...scenario, placeOf: (path) => placeOf(source, path) };
}

function baseOf(file: string, name: string): string {
  const beside = join(dirname(file), `${name}.yaml`);
  try {
    readFileSync(beside);
    return beside;
  } catch {
    return join(shipped, `${name}.yaml`);
  }
}

function merged(base: Scenario, own: ScenarioFile): Scenario {
  const result: Record<string, unknown> = { ...base };
  // Its places are those of another file.
  delete result['placeOf'];
  for (const [key, value] of Object.entries(own)) {
    const under = result[key];
    result[key] = mergedValue(under, value);
  }
  return result as unknown as Scenario;
}

function mergedValue(under: unknown, value: unknown): unknown {
  if (!isMapping(under) || !isMapping(value)) return value;
  const result = { ...under };
  for (const [key, own] of Object.entries(value)) result[key] = mergedValue(under[key], own);
  return result;
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function open(file: string, asked: string): Source {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    const known = shippedScenarios().join(', ');
    throw new UserError(`no scenario "${asked}": there is no readable file ${file}; shipped scenarios: ${known}`);
  }
  const yaml = load('yaml') as typeof import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const source = { name: asked, file, document, lines };
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new UserError(`${file}:${line}:${col}: ${error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '')}`);
  }
  return source;
}

function check(source: Source, value: object, isPart: boolean): void {
  const found = violations('scenario.schema.json', value);
  const wrong = complaintOf(
    'scenario.schema.json',
    isPart ? found.filter(({ keyword }) => keyword !== 'required' && keyword !== 'if') : found,
  );
  if (wrong === null) return;
  const name = wrong.path.length === 0 ? 'the file' : dotted(wrong.path);
  throw new UserError(`${placeOf(source, wrong.path)}: ${name} ${wrong.message}`);
}

function placeOf(source: Source, path: readonly (string | number)[]): string {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = source.document.getIn(path.slice(0, length), true);
    const range = (node as { range?: [number, number, number] } | undefined)?.range;
    if (range) {
      const { line, col } = source.lines.linePos(range[0]);
      return `${source.file}:${line}:${col}`;
    }
  }
  return `${source.file}:1:1`;
}

export const dotted = (path: readonly (string | number)[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
