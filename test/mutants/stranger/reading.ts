/** What a stranger reads in answers, and how it spoils what it asks. */
import { listIn, objectIn, type Value } from './document.ts';
import type { Chance } from './values.ts';

export const segments = (path: string): readonly string[] => path.split('/');

/** Whether a list's things may be what a longer path names: `/case` and `/case/search` are lists of `/case/{id}`. */
export const isBeginning = (list: string, path: string): boolean => {
  const own = segments(list.replace(/\/(?:search|aggregated|nids)$/, '').replace(/\/search$/, ''));
  const others = segments(path);
  return own.length < others.length && own.every((part, at) => part === others[at]);
};

/** Fills parameters from a thing: by name, by an id of several parts, or by its own id. */
export function fill(
  thing: { readonly [name: string]: Value },
  names: readonly string[],
  given: Map<string, string>,
): void {
  const [first] = names;
  if (first === undefined) return;
  const id = ['id', 'uuid', 'flakeId', 'shortName', 'prefix', 'key', 'name'].find(
    (one) => typeof thing[one] === 'string' || typeof thing[one] === 'number',
  );
  const parts = String(thing['id'] ?? '').split('/');
  if (parts.length > 1) {
    // `AGGR/1569185283911/2171/6c36…` names type, time, customer and event.
    const wanted = names.slice(0, parts.length);
    const tail = parts.slice(parts.length - wanted.length);
    wanted.forEach((one, at) => given.set(one, tail[at] ?? ''));
    return;
  }
  for (const name of names) {
    const named = thing[name];
    if (typeof named === 'string' || typeof named === 'number') given.set(name, String(named));
  }
  if (!given.has(first) && id !== undefined) given.set(first, String(thing[id]));
}

export function parsed(body: Buffer): Value | undefined {
  try {
    return JSON.parse(body.toString('utf8')) as Value;
  } catch {
    return undefined;
  }
}

/** The rows of a list, whatever they are called. */
export function rowsIn(json: Value): readonly Value[] {
  const { data, _embedded: embedded } = objectIn(json);
  if (Array.isArray(data)) return data;
  return listIn(Object.values(objectIn(embedded))[0]);
}

/** A body with something wrong in it. */
export function spoilt(body: string, chance: Chance): string {
  const ways = [
    '"unknownMember":1',
    '"__proto__":{"a":1}',
    '"limit":"x"',
    '"offset":-1',
    '"subCriteria":null',
    '"sortBy":["nonsense"]',
    '"keywords":["\u{1f512}"]',
  ];
  const more = chance.pick(ways) ?? '';
  return body === '{}' ? `{${more}}` : `${body.slice(0, -1)},${more}}`;
}
