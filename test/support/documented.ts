/** Operations of a document in an order that they can be tried in: what reads before what writes, what removes last. */

const order = ['get', 'head', 'post', 'put', 'delete'];

/** The operations of a document's `paths`, each with whether it says that it needs something that its reader must give. */
export function documented(paths: Readonly<Record<string, Readonly<Record<string, any>>>>): readonly any[] {
  return Object.entries(paths)
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, ...one })))
    .map((one) => ({ ...one, isNeedy: String(one.description).includes('**Needs**') }))
    .sort((one, other) => order.indexOf(one.method) - order.indexOf(other.method));
}
