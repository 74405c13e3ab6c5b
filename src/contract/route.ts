/** Finds the operation that a request goes to, as the router does. */
import findMyWay from 'find-my-way';
import type { Api, Operation } from './terms/operation.ts';

/** `find` is null for what no table has. */
export function makeOperationFinder(apis: readonly Api[]): (method: string, path: string) => Operation | null {
  const finders = apis.map((api) => {
    const finder = findMyWay({ maxParamLength: 4096, ignoreTrailingSlash: api.ignoresTrailingSlash });
    for (const operation of api.operations) {
      const path = operation.path.replace(
        /\{(\w+)\}/g,
        (_, name: string) => `:${name}${operation.patterns?.[name] ?? ''}`,
      );
      finder.on(operation.method, path, () => {}, operation);
    }
    return finder;
  });
  return (method, path) => {
    for (const finder of finders) {
      const found = finder.find((method === 'HEAD' ? 'GET' : method) as Operation['method'], path);
      if (found !== null) return found.store as Operation;
    }
    return null;
  };
}
