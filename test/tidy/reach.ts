/** What is loaded with what, over any number of imports. */
import { importsOf, loadedWith, type Source } from './imports.ts';

/** Each file that is reached from the entries, with the way to it. */
function waysFrom(
  sources: readonly Source[],
  entries: readonly string[],
  nextOf: (source: Source) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const ways = new Map<string, readonly string[]>();
  const queue = entries.map((entry): readonly string[] => [entry]);
  for (const way of queue) {
    const path = way.at(-1) ?? '';
    const source = byPath.get(path);
    if (source === undefined || ways.has(path)) continue;
    ways.set(path, way);
    queue.push(...nextOf(source).map((next) => [...way, next]));
  }
  return ways;
}

/** Files that nothing reaches from the entry points. */
export function unused(sources: readonly Source[], entries: readonly string[]): readonly string[] {
  const ways = waysFrom(sources, entries, importsOf);
  return sources.flatMap(({ path }) => (ways.has(path) ? [] : [`${path} is used by nothing`]));
}

interface Lightness {
  /** The files that must stay light. */
  readonly of: RegExp;
  /** What must not be loaded with them. */
  readonly without: RegExp;
}

const lightness: readonly Lightness[] = [
  // A table is data: reading it makes no World.
  {
    of: /^products\/(?:\w+\/)+rows\.ts$/,
    without: /^(?:generator|corpus|state|pcap|sim|products\/shared)\/|\/(?:handlers|plugin|product)\.ts$/,
  },
  // The judge shares no code with the judged.
  {
    of: /^contract\/run\.ts$/,
    without: /^(?:generator|corpus|state|pcap|sim|products\/shared)\/|^products\/.*\/(?:handlers|plugin|product)\.ts$/,
  },
];

/** Files with which something is loaded that they must do without. */
export const heavy = (sources: readonly Source[]): readonly string[] =>
  lightness.flatMap(({ of, without }) =>
    sources
      .filter(({ path }) => of.test(path))
      .flatMap(({ path }) => {
        const ways = [...waysFrom(sources, [path], loadedWith)].filter(([reached]) => without.test(reached));
        return ways.slice(0, 1).map(([, way]) => `${path} loads ${way.slice(1).join(' → ')}`);
      }),
  );
