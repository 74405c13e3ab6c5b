/** A scenario file as it is written: its YAML, and where in the file each place of it stands. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../kernel/fault.ts';
import { latePackage } from '../../kernel/late-packages.ts';
import type { ScenarioFile, ScenarioPath } from './scenario.ts';

export interface Source {
  readonly value: ScenarioFile;
  /** `file:line:column` of a place, or of the nearest above it that is there. */
  readonly placeOf: (path: ScenarioPath) => string;
}

/** Reads a file; null when there is none to be read. Throws UserError for text that is no YAML. */
export function openSource(file: string): Source | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  const yaml = latePackage('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error !== undefined)
    throw new UserError(`${at(error.pos[0])}: ${error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '')}`);
  return {
    value: document.toJS() as ScenarioFile,
    placeOf: (path) => {
      for (let length = path.length; length >= 0; length--) {
        const node: unknown = document.getIn(path.slice(0, length), true);
        const range = (node as { range?: [number, number, number] } | undefined)?.range;
        if (range) return at(range[0]);
      }
      return `${file}:1:1`;
    },
  };
}
