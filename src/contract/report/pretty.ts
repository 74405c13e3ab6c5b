/** JSON laid out in lines, also where it was cut off; and the members that a sentence speaks of, marked. */

/** A text, cut off or whole; a sign of its own; a number or word. */
const token = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs;

/** One member or bracket a line. What is no JSON stays as it is. */
export function pretty(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  let depth = 0;
  let out = '';
  let last = '';
  const line = (): string => `\n${'  '.repeat(depth)}`;
  for (const [sign] of text.matchAll(token)) {
    const isEnd = sign === '}' || sign === ']';
    if (isEnd) depth = Math.max(0, depth - 1);
    const isFirst = last === '{' || last === '[';
    if (isEnd ? !isFirst : isFirst || last === ',') out += line();
    out += sign === ':' ? ': ' : sign;
    if (sign === '{' || sign === '[') depth++;
    last = sign;
  }
  return out;
}

/** Words that are as often language as names. */
const common = new Set(['data', 'name', 'message', 'type', 'value', 'time', 'events', 'event', 'size', 'field']);

/** Names of members that sentences speak of, by themselves or at the end of a path such as `data.0.severity`. */
export function namedIn(...sentences: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const path of sentences.join(' ').matchAll(/[A-Za-z_][\w]*(?:[.[/]\d*\]?[.\w]*)*/g)) {
    const parts = path[0].split(/[^\w]+/).filter((part) => /^[A-Za-z_]/.test(part));
    const last = parts.at(-1);
    if (last !== undefined && (parts.length > 1 || !common.has(last))) names.add(last);
  }
  return names;
}

/** Whether a line of laid out JSON is of one of these members. */
export function isMarked(line: string, names: ReadonlySet<string>): boolean {
  const [, name] = /^\s*"([^"\\]+)": /.exec(line) ?? [];
  return name !== undefined && names.has(name);
}
