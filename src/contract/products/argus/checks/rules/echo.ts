/** A page of Argus says which limit and offset the server used, and they are the ones that were asked for. */
import type { Rule } from '../../../../terms/check.ts';
import { member, type Answer } from '../../../../terms/exchange.ts';
import { bodyOf, isJsonType, isOwnSuccess, mediaTypeOf } from '../../../../checks/shared/answer.ts';
import { isList } from '../../../../lists/list.ts';
import { shown } from '../../../../lists/item.ts';

/** The documented default of every list (seed 002). */
const defaults = { limit: 25, offset: 0 } as const;

export const echo: Rule = {
  id: 'schema/echo',
  asks: 'Do limit and offset of a page say what was asked for, 25 and 0 where nothing was?',
  rank: 'major',
  source: 'seed 002; docs/contract/argus.md §1, §2',
  evidence: 'documented',
  applies: isList,
  judge: (answer, operation) => {
    if (!isOwnSuccess(answer) || !isList(operation) || !isJsonType(mediaTypeOf(answer))) return [];
    return (['limit', 'offset'] as const).flatMap((name) => {
      const asked = askedFor(answer, name) ?? defaults[name];
      const said = member(answer.json, name);
      if (said === asked || Number.isNaN(asked)) return [];
      return [{ expected: `${name} is ${asked}`, seen: shown(said), key: name }];
    });
  },
};

/** What the request said; undefined where it said nothing. */
function askedFor(answer: Answer, name: 'limit' | 'offset'): number | undefined {
  const given = new URL(answer.sent.url).searchParams.get(name) ?? bodyOf(answer)[name];
  return given === null || given === undefined ? undefined : Number(given);
}
