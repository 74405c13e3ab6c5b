/** What things go by: ids and short names, domains and keywords. */

/** True when a thing goes by this id or short name. */
export const isNamed = (
  { id, shortName }: { readonly id: number; readonly shortName: string },
  name: string | number,
): boolean => String(id) === String(name) || shortName === String(name).toLowerCase();

/** Domains go by name, in any case, or by id. */
export const isDomain = (text: string, { id, name }: { readonly id: number; readonly name: string }): boolean =>
  text.toLowerCase() === name.toLowerCase() || text === String(id);

/** True when the keywords stand in the texts, in any letter case: all of them, or any one. */
export function hasKeywords(
  texts: readonly string[],
  keywords: readonly string[],
  match: 'all' | 'any' = 'all',
): boolean {
  const lower = texts.map((text) => text.toLowerCase());
  const stands = (word: string): boolean => lower.some((text) => text.includes(word.toLowerCase()));
  if (keywords.length === 0) return true;
  return match === 'all' ? keywords.every(stands) : keywords.some(stands);
}
