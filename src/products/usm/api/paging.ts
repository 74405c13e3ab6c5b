/** Page, size and sort of a request; what makes no sense falls back without a word. Source: docs/contract/usm.md §4. */
import type { SortKey } from '../../../corpus/page.ts';

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

export const defaultSize = 20;
/** Larger sizes are cut down to this, and the page says so. */
export const largestSize = 2000;
const largestPage = 2_147_483_647;

/** The values of a parameter that say something: an empty one counts as absent. */
export const givenValues = (query: Query, name: string): readonly string[] => {
  const value = query[name];
  return (typeof value === 'string' ? [value] : (value ?? [])).filter((text) => text !== '');
};

function whole(text: string | undefined): number | null {
  const value = /^\s*\d{1,10}\s*$/.test(text ?? '') ? Number(text) : null;
  return value !== null && value <= largestPage ? value : null;
}

export function pageAsked(query: Query): { readonly number: number; readonly size: number } {
  const size = whole(givenValues(query, 'size')[0]) ?? defaultSize;
  return {
    number: whole(givenValues(query, 'page')[0]) ?? 0,
    size: size === 0 ? defaultSize : Math.min(size, largestSize),
  };
}

/** What orders the rows of a list: a number of each, or what their codes stand for. */
export type SortField = Pick<SortKey, 'key' | 'ranked'>;

/** What a list can be sorted by. */
export type SortFields = Readonly<Record<string, SortField>>;

const mostKeys = 4;
const timeName = /^timestamp_occurr?ed$/;

/**
 * Sort keys of `sort=field,dir` parameters: several in one (`a,b,desc`) or one after the other, blanks allowed, either spelling of the time.
 * Unknown fields are left out; when nothing is left, newest first. `spelling` is how the default names the time.
 */
export function sortOrderOf(
  query: Query,
  fields: SortFields,
  spelling: string,
): { readonly keys: readonly SortKey[]; readonly texts: readonly string[] } {
  const keys: SortKey[] = [];
  const texts: string[] = [];
  for (const text of givenValues(query, 'sort')) {
    const context = text.split(',').map((part) => part.trim());
    const direction = context.at(-1)?.toLowerCase();
    const isGiven = direction === 'asc' || direction === 'desc';
    const descending = direction === 'desc';
    for (const part of isGiven ? context.slice(0, -1) : context) {
      const name = timeName.test(part) ? 'timestamp' : part;
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field === undefined || keys.length === mostKeys || keys.some((known) => known.name === name)) continue;
      keys.push({ name, descending, ...field });
      texts.push(`${part},${descending ? 'desc' : 'asc'}`);
    }
  }
  const newest = fields['timestamp'];
  if (keys.length > 0 || newest === undefined) return { keys, texts };
  return { keys: [{ name: 'timestamp', descending: true, ...newest }], texts: [`${spelling},desc`] };
}
