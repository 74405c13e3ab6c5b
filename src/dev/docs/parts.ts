/** Parts of a page that are generated, between two comments that only who writes the page sees. */

const begin = (name: string): string => `<!-- generated: ${name} (npm run docs) -->`;
const end = '<!-- end of generated -->';

/** The page with a part made anew; all else stays as it is. */
export function withPart(page: string, name: string, part: string): string {
  const [before, rest] = page.split(begin(name));
  const after = rest?.slice(rest.indexOf(end) + end.length);
  if (before === undefined || rest === undefined || after === undefined || !rest.includes(end))
    throw new Error(`the page has no place for ${name}: ${begin(name)} … ${end}`);
  return `${before}${begin(name)}\n\n${part.trim()}\n\n${end}${after}`;
}

/** A table; `|` within a cell would end it. */
export const tableText = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cellText).join(' | ')} |`).join('\n');

const cellText = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
