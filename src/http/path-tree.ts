/** Paths with parameters as a tree, a level for each segment: names first, then patterns in the order given, then whatever is there. */

/** A path to be found: `:name` is any one segment, `:name(^pattern$)` one that the pattern matches whole. */
export interface TreePath {
  readonly path: string;
  /** What it is known by. */
  readonly place: number;
}

export interface PathMatch {
  readonly place: number;
  readonly params: Readonly<Record<string, string>>;
}

interface Branch {
  readonly names: Map<string, Branch>;
  readonly patterns: { readonly source: string; readonly pattern: RegExp; readonly branch: Branch }[];
  any: Branch | null;
  leaf: { readonly place: number; readonly params: readonly string[] } | null;
}

const longestParam = 4096;
const makeBranch = (): Branch => ({ names: new Map(), patterns: [], any: null, leaf: null });
/** Slashes within a pattern divide nothing. */
const segments = /\/((?::\w+(?:\(.*?\$\))?|[^/])*)/g;
const parameter = /^:(\w+)(?:\(\^(.*)\$\))?$/;

/** Makes the function from a path as it came to the one that it is. Throws for two paths that nothing tells apart. */
export function makePathTree(
  paths: readonly TreePath[],
  { ignoresTrailingSlash }: { readonly ignoresTrailingSlash: boolean },
): (path: string) => PathMatch | null {
  const root = makeBranch();
  for (const one of paths) addPath(root, one);
  return (path) => {
    const read = segmentsOf(path, ignoresTrailingSlash);
    if (read === null) return null;
    const values: string[] = [];
    const leaf = leafAt(root, read, 0, values);
    if (leaf === null) return null;
    const params: Record<string, string> = {};
    leaf.params.forEach((name, at) => void (params[name] = values[at] ?? ''));
    return { place: leaf.place, params };
  };
}

function addPath(root: Branch, { path, place }: TreePath): void {
  const params: string[] = [];
  let branch = root;
  for (const [, segment = ''] of path.matchAll(segments)) {
    const [, name, pattern] = parameter.exec(segment) ?? [];
    if (name !== undefined) params.push(name);
    branch =
      name === undefined ? named(branch, segment) : pattern === undefined ? any(branch) : matching(branch, pattern);
  }
  if (branch.leaf !== null) throw new Error(`nothing tells ${path} apart from another path of the table`);
  branch.leaf = { place, params };
}

function named({ names }: Branch, segment: string): Branch {
  const branch = names.get(segment) ?? makeBranch();
  names.set(segment, branch);
  return branch;
}

const any = (branch: Branch): Branch => (branch.any ??= makeBranch());

function matching({ patterns }: Branch, source: string): Branch {
  const known = patterns.find((one) => one.source === source);
  if (known !== undefined) return known.branch;
  const branch = makeBranch();
  patterns.push({ source, pattern: new RegExp(`^(?:${source})$`), branch });
  return branch;
}

interface Segments {
  /** As they are told apart: what is reserved stays as it was written. */
  readonly names: readonly string[];
  /** As handlers read them. */
  readonly values: readonly string[];
}

/** Null for what is no text. */
function segmentsOf(path: string, ignoresTrailingSlash: boolean): Segments | null {
  let end = path.length;
  for (const mark of ['?', '#']) {
    const at = path.indexOf(mark, 1);
    if (at >= 0 && at < end) end = at;
  }
  if (ignoresTrailingSlash && end > 1 && path.charCodeAt(end - 1) === 47) end--;
  if (path.charCodeAt(0) !== 47) return null;
  const written = path.slice(1, end);
  const values = written.split('/');
  if (!written.includes('%')) return { names: values, values };
  try {
    return { names: decodeURI(written).split('/'), values: values.map(decodeURIComponent) };
  } catch {
    return null;
  }
}

/** The leaf that the segments from `at` on lead to; `values` then holds those of its parameters. */
function leafAt(branch: Branch, read: Segments, at: number, values: string[]): Branch['leaf'] {
  if (at === read.names.length) return branch.leaf;
  const next = branch.names.get(read.names[at] ?? '');
  const found = next === undefined ? null : leafAt(next, read, at + 1, values);
  if (found !== null) return found;
  if (branch.patterns.length === 0 && branch.any === null) return null;
  const value = read.values[at] ?? '';
  if (value.length > longestParam) return null;
  const deep = values.length;
  values.push(value);
  for (const { pattern, branch: one } of branch.patterns) {
    const leaf = pattern.test(value) ? leafAt(one, read, at + 1, values) : null;
    if (leaf !== null) return leaf;
  }
  const last = branch.any === null ? null : leafAt(branch.any, read, at + 1, values);
  if (last === null) values.length = deep;
  return last;
}
