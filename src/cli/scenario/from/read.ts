/** Reads a file of YAML or JSON so that mistakes in it can be told with line and column. */
import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../../../kernel/fault.ts';
import { dotted } from '../../../generator/scenario/scenario.ts';
import { latePackage } from '../../../kernel/late-packages.ts';
import { attempt } from '../../shared/attempt.ts';
import type { PlanFile } from './plan.ts';

const mostBytes = 32 * 1024 * 1024;

/** Throws UserError for a file that cannot be read, and for what is neither. */
export function readPlanFile(file: string): PlanFile {
  const text = attempt(`read ${file}`, () => {
    if (statSync(file).size > mostBytes) throw new Error(`it is larger than ${mostBytes / 1024 / 1024} MB`);
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  });
  // Lines of text are no YAML, even where they could be read as such.
  if (/\.(txt|md|csv|tsv|html?|rst|adoc)$/i.test(file) || text.trimStart().startsWith('<'))
    return { file, text, documents: [undefined], fail: failing(file, text) };
  // JSON is read as such: it is large, and YAML's parser is asked only for places.
  const json = /^\s*[{[]/.test(text) ? parsed(text) : undefined;
  if (json !== undefined) return { file, text, documents: [json], fail: failing(file, text) };
  const { documents, errors, told } = yamlOf(file, text);
  const [error] = errors;
  if (error !== undefined) throw new UserError(`${told(error.pos[0])}: ${firstLine(error.message)}`);
  const values = documents.map((document) => document.toJS({ maxAliasCount: 100 }) as unknown);
  if (values.every((value) => value === null || value === undefined))
    throw new UserError(`${file}:1:1: the file is empty`);
  return { file, text, documents: values, fail: failing(file, text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function yamlOf(file: string, text: string) {
  const yaml = latePackage('yaml');
  const lines = new yaml.LineCounter();
  const documents = yaml.parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false });
  const told = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${Math.max(1, line)}:${Math.max(1, col)}`;
  };
  const all = [...documents];
  return { documents: all, errors: all.flatMap(({ errors }) => errors), told };
}

const failing =
  (file: string, text: string): PlanFile['fail'] =>
  (at, path, message) => {
    const { documents, told } = yamlOf(file, text);
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = documents[at]?.getIn(path.slice(0, length), true);
      const range = (node as { readonly range?: readonly [number, number, number] } | undefined)?.range;
      if (range) throw new UserError(`${told(range[0])}: ${path.length === 0 ? 'the file' : dotted(path)} ${message}`);
    }
    throw new UserError(`${file}:1:1: the file ${message}`);
  };

const firstLine = (message: string): string => message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? '';
