/** Filters of the journal as requests have them: what is misspelt is refused. */
import type { Call } from '../../http/endpoint.ts';
import { schemaDocument } from '../../kernel/schema.ts';
import type { Filter } from '../journal/journal.ts';
import type { AskedNames } from '../names/operation-names.ts';
import { unknownNameOf } from '../operations/journal.ts';
import { invalid } from '../problems/problem.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

const filters = 'sim/journal-query.schema.json';

/** A filter that is misspelt would let everything through, and a test believe it. */
export function refuseUnknown(search: string): void {
  const { properties } = schemaDocument(filters) as { properties: object };
  const unknown = [...new Set(new URLSearchParams(search).keys())].filter((name) => !Object.hasOwn(properties, name));
  if (unknown.length === 0) return;
  const wrong = { where: 'query', keyword: 'additionalProperties', message: 'is not known', value: null } as const;
  throw invalid(unknown.map((name) => ({ ...wrong, path: [name.slice(0, 100)] })));
}

/** Refuses names of products and operations that are not known, each at its place. */
export function refuseUnknownNames(
  slot: WorldSlot,
  asked: readonly AskedNames[],
  where: 'query' | 'body',
  placeOf: (at: number) => readonly (string | number)[],
): void {
  const problems = asked.flatMap((names, at) => {
    const unknown = unknownNameOf(slot, names);
    if (unknown === null) return [];
    return [{ where, path: [...placeOf(at), unknown.member], keyword: 'enum', message: unknown.message, value: null }];
  });
  if (problems.length > 0) throw invalid(problems);
}

/** The filter that a query is. */
export function filterOf(query: Call<null>['query']): Filter {
  const { since, limit, ...texts } = query as Readonly<Record<string, string>>;
  return {
    ...texts,
    ...(since !== undefined && { since: Number(since) }),
    ...(limit !== undefined && { limit: Number(limit) }),
  };
}
