/** A page of Argus says which limit and offset the server used, and they are the ones that were asked for. */
import type { Rule } from '../../../../check.ts';
import { member, type Answer } from '../../../../exchange.ts';
import type { Operation } from '../../../../operation.ts';
import { hasPages, isJsonType, isSuccess, mediaTypeOf, shown } from '../../../../checks/shared/answer.ts';

/** The documented default of every list (seed 002). */
const defaults = { limit: 25, offset: 0 } as const;

export const echo: Rule = {
  id: 'schema/echo',
  family: 'schema',
  asks: 'Do limit and offset of a page say what was asked for, 25 and 0 where nothing was?',
  rank: 'major',
  source: 'seed 002; contract/argus.md §1, §2',
  evidence: 'documented',
  applies: (operation) => isPaged(operation),
  judge: (answer, operation) => {
    if (!answer.isOwn || !isSuccess(answer) || !isPaged(operation) || !isJsonType(mediaTypeOf(answer))) return [];
    return (['limit', 'offset'] as const).flatMap((name) => {
      const asked = askedFor(answer, name) ?? defaults[name];
      const said = member(answer.json, name);
      if (said === asked || Number.isNaN(asked)) return [];
      return [{ expected: `${name} is ${asked}`, seen: shown(said), key: name }];
    });
  },
};

const isPaged = (operation: Operation): boolean =>
  operation.envelope.success !== null && operation.effect === 'reads' && hasPages(operation);

/** What the request said; undefined where it said nothing. */
function askedFor({ sent }: Answer, name: 'limit' | 'offset'): number | undefined {
  const given = new URL(sent.url).searchParams.get(name) ?? member(bodyOf(sent.text), name);
  return given === null || given === undefined ? undefined : Number(given);
}

function bodyOf(text: string | null): undefined | import('../../../../../kernel/schema.ts').Json {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as import('../../../../../kernel/schema.ts').Json;
  } catch {
    return undefined;
  }
}
