/** Headers that an answer has to have. */
import type { Departure } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import type { Due } from '../../terms/facts.ts';
import { shown } from '../../lists/item.ts';

/** What an answer lacks of the headers that are due. */
export const missing = ({ headers }: Answer, due: readonly Due[]): readonly Departure[] =>
  due.flatMap(({ name, pattern, ...fault }) => {
    const value = headers.get(name);
    return value !== null && pattern.test(value) ? [] : [{ ...fault, seen: shown(value ?? undefined) }];
  });
