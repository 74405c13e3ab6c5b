/** Path patterns: `*` is any text, `{name}` any text without a slash. */

/** True for paths that look like the pattern. Takes time in proportion to both lengths multiplied, whatever is asked. */
export function makeGlob(pattern: string): (path: string) => boolean {
  const parts = pattern.match(/\*|\{\w+\}|[^*{]+|\{/g) ?? [];
  return (path) => {
    // Which lengths of the path the parts so far can cover.
    let reach = new Set([0]);
    for (const part of parts) {
      const next = new Set<number>();
      for (const at of reach) {
        if (part === '*' || (part.length > 2 && part.startsWith('{'))) {
          const slash = part === '*' ? -1 : path.indexOf('/', at);
          const last = slash < 0 ? path.length : slash;
          // Where another start has been, it has gone on from.
          for (let to = at; to <= last && !next.has(to); to++) next.add(to);
        } else if (path.startsWith(part, at)) next.add(at + part.length);
      }
      reach = next;
    }
    return reach.has(path.length);
  };
}
