/** The sources as the rules read them, and the words of the products that the core must not say. */
import { readFileSync, readdirSync } from 'node:fs';
import type { Json } from '../../src/kernel/schema.ts';
import { tables } from '../support/tables.ts';
import type { ProductWords } from './core.ts';
import type { Source } from './imports.ts';

const root = new URL('../../', import.meta.url);

export const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith(ending) && !name.includes('node_modules/'));

export const read = (folder: string, path: string): Source => ({
  path,
  text: readFileSync(new URL(folder + path, root), 'utf8'),
});

const isGenerated = ({ path }: Source): boolean => path.includes('/generated/');

export const sources = [...filesIn('src/', '.ts'), ...filesIn('src/', '.tsx')].map((path) => read('src/', path));
export const handWritten = sources.filter((source) => !isGenerated(source));
export const styles = filesIn('src/', '.css').map((path) => read('src/', path));
export const schemas = filesIn('schemas/', '.schema.json');

/** Words that the core may say though a product has a member or an operation of that name: where, and whose they are. */
const ordinary: ProductWords['ordinary'] = {
  minSeverity: { in: /^/, whose: 'any program' },
  maxSeverity: { in: /^/, whose: 'any program' },
  errorDescription: { in: /^/, whose: 'any program' },
  getEvent: { in: /^/, whose: 'any program' },
  sortBy: { in: /^contract\/(?:checks|lists)\//, whose: 'the suite, of any order' },
  oneOf: { in: /^/, whose: 'JSON Schema' },
  event_type: { in: /^cli\/ids\//, whose: 'Suricata' },
  eventID: { in: /^generator\/detections\//, whose: 'AWS CloudTrail' },
  endTimestamp: { in: /^cli\/proof\.ts$/, whose: 'the file of expectations' },
  access_token: { in: /^sim\/journal\//, whose: 'OAuth (RFC 6749)' },
  closeCase: { in: /^(?:model\/story|cli\/scenario\/starter|generator\/)/, whose: 'what people of stories do' },
  source_name: { in: /^(?:cli\/scenario\/from|sim\/truth)\//, whose: 'STIX 2.1' },
  publicKey: { in: /^generator\/detections\//, whose: 'X.509' },
};

/** Names of members that schemas describe. */
function membersIn(value: Json, found = new Set<string>()): Set<string> {
  if (value === null || typeof value !== 'object') return found;
  for (const [key, member] of Object.entries(value)) {
    if (key === 'properties' && member !== null && typeof member === 'object')
      for (const name of Object.keys(member)) found.add(name);
    membersIn(member as Json, found);
  }
  return found;
}

const schemasBelow = (folder: string): Set<string> => {
  const found = new Set<string>();
  for (const path of schemas.filter((name) => name.startsWith(folder)))
    membersIn(JSON.parse(read('schemas/', path).text) as Json, found);
  return found;
};

/** Members of a product that are unmistakable: of more than one word, and not the model's own, nor a plug-in's, nor the control plane's. */
function unmistakable(product: string): readonly string[] {
  const neutral = new Set([
    ...schemasBelow('sim/'),
    ...schemasBelow('scenario'),
    ...sources
      .filter(({ path }) => path.startsWith('model/') || path === 'products/shared/plugin.ts')
      .flatMap(({ text }) => Array.from(text.matchAll(/\b[a-z]\w+\b/g), ([word]) => word)),
  ]);
  return [...schemasBelow(`${product}/`)].filter((name) => /[a-z0-9](?:[A-Z]|_)/.test(name) && !neutral.has(name));
}

/** What the core must not say. */
export function productWords(): ProductWords {
  const names = [...new Set(tables.map(({ name }) => name))];
  return {
    products: names,
    operations: [...new Set(tables.flatMap(({ rows }) => rows.map(({ id }) => id)))].filter(
      (id) => !Object.hasOwn(ordinary, id),
    ),
    // Two parts, such as `/api/2.0`: one alone may be anybody's.
    paths: [...new Set(tables.flatMap(({ rows }) => rows.map(({ path }) => path.split('/').slice(0, 3).join('/'))))],
    members: names.flatMap(unmistakable),
    ordinary,
  };
}
