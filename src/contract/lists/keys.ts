/** What sorting orders by: members of items, read as numbers, texts, ranks or truths. */
import { at, numberAt } from './item.ts';
import type { ItemKey } from '../terms/model.ts';

export const numberKey =
  (path: string): ItemKey =>
  (item) =>
    numberAt(item, path);

export const textKey =
  (path: string): ItemKey =>
  (item) => {
    const value = at(item, path);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };

/** The place of a word among words that rise. */
export const rankKey =
  (path: string, words: readonly string[]): ItemKey =>
  (item) => {
    const place = words.indexOf(String(at(item, path)));
    return place < 0 ? undefined : place;
  };

export const booleanKey =
  (path: string): ItemKey =>
  (item) =>
    Number(String(at(item, path)) === 'true');
