/** Texts that were sent, and what an answer shows under the same names. */
import type { Json } from '../../../../../kernel/schema.ts';
import { listOf, member } from '../../../../terms/exchange.ts';

/** Texts of a request that its answer has under the same names, and that are other texts there. */
export function unlike(
  body: Json,
  things: readonly Json[],
): readonly (readonly [name: string, sent: string, shown: string])[] {
  const tags = listOf(member(body, 'tags'));
  return things.flatMap((thing, place) =>
    Object.entries((tags[place] ?? body ?? {}) as object).flatMap(([name, sent]: [string, Json]) => {
      const shown = member(thing, name);
      return typeof sent === 'string' && typeof shown === 'string' && shown !== sent
        ? [[name, JSON.stringify(sent), JSON.stringify(shown)] as const]
        : [];
    }),
  );
}
