/** Elements as XML text: what a report needs of it. */

export type Attributes = Readonly<Record<string, string | number>>;

/** The text without the characters that XML 1.0 has no way to write (§2.2), halves of surrogate pairs among them. */
const plain = (text: string): string =>
  Array.from(text, (sign) => (isWritable(sign.codePointAt(0) ?? 0) ? sign : '\ufffd')).join('');

const isWritable = (code: number): boolean =>
  code >= 0x20 ? !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff : [9, 10, 13].includes(code);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const asNumber = (sign: string): string => `&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`;

/** Readers take ends of lines in a value for blanks, unless they are written as numbers (§3.3.3), and a return anywhere for a new line (§2.11). */
const asValue = (value: string | number): string =>
  plain(String(value)).replace(/[&<>"\t\n\r]/g, (sign) => entities[sign] ?? asNumber(sign));
const asText = (text: string): string => plain(text).replace(/[&<>\r]/g, (sign) => entities[sign] ?? asNumber(sign));

/** An element by itself; its children are lines of their own, a text stands as it is. */
export function xmlElement(name: string, attributes: Attributes, content: string | readonly string[] = []): string {
  const start = `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${asValue(value)}"`)
    .join('')}`;
  if (content.length === 0) return `${start}/>`;
  return typeof content === 'string'
    ? `${start}>${asText(content)}</${name}>`
    : `${start}>\n${content.join('\n')}\n</${name}>`;
}
