/** The sources as rules see them: texts, and what they import. */

export interface Source {
  /** Path below `src/`, with slashes. */
  readonly path: string;
  readonly text: string;
}

const resolved = (path: string, target: string): string => new URL(target, `file:///${path}`).pathname.slice(1);

/** Files that a file imports, as paths below `src/`; those of types too. */
export const importsOf = ({ path, text }: Source): readonly string[] =>
  Array.from(text.matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+)'/g), ([, target = '']) => resolved(path, target));

/** Files that are loaded with a file: neither types alone, nor what is imported when it is first needed. */
export const loadedWith = ({ path, text }: Source): readonly string[] =>
  Array.from(
    text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^;']*?from\s*)?'(\.{1,2}\/[^']+)'/gm),
    ([, target = '']) => resolved(path, target),
  );
