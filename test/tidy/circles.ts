/** Folders that import each other in a circle, inside a room too; a folder's own files stand for the folder alone. */
import { importsOf, type Source } from './imports.ts';

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/') || '.';

/** Each circle in one line, with an import that goes each way. */
export function circles(sources: readonly Source[]): readonly string[] {
  const edges = new Map<string, Map<string, string>>();
  for (const source of sources) {
    const from = folderOf(source.path);
    for (const target of importsOf(source)) {
      const to = folderOf(target);
      if (to === from) continue;
      const out = edges.get(from) ?? new Map<string, string>();
      if (!out.has(to)) out.set(to, `${source.path} → ${target}`);
      edges.set(from, out);
    }
  }
  return componentsOf(edges).map((members) => {
    const ways = members.flatMap((from) =>
      [...(edges.get(from) ?? [])].filter(([to]) => members.includes(to)).map(([, way]) => way),
    );
    return `${members.join(', ')} import each other in a circle: ${ways.join('; ')}`;
  });
}

/** Strongly connected components of more than one member, by Tarjan's algorithm. */
function componentsOf(edges: ReadonlyMap<string, ReadonlyMap<string, string>>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): number => {
    const place = order.size;
    order.set(node, place);
    lowest.set(node, place);
    stack.push(node);
    for (const next of edges.get(node)?.keys() ?? []) {
      if (!order.has(next)) lowest.set(node, Math.min(lowest.get(node)!, visit(next)));
      else if (stack.includes(next)) lowest.set(node, Math.min(lowest.get(node)!, order.get(next)!));
    }
    if (lowest.get(node) === place) {
      const members = stack.splice(stack.indexOf(node));
      if (members.length > 1) found.push(members.sort());
    }
    return lowest.get(node)!;
  };
  for (const node of edges.keys()) if (!order.has(node)) visit(node);
  return found;
}
