/** What each file must look like. */
import type { Source } from './imports.ts';

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
