/** Requests as large as schemas and the limit on bodies allow: what a client could send to make a server work. */
import fc from 'fast-check';
import type { Endpoint } from '../../src/http/endpoint.ts';
import { schemaDocument, type Json } from '../../src/kernel/schema-walk.ts';

export interface Largest {
  readonly row: Endpoint;
  readonly path: string;
  readonly body: string;
}

/** Bytes of the largest body; the server's own limit is 2 MiB. */
const mostBytes = 1_900_000;

interface Node {
  readonly [keyword: string]: Json | undefined;
}

/** What a request is made of: which members, how much of the bytes each list may take, and a number that values follow from. */
interface Draw {
  readonly picks: readonly number[];
  readonly salt: number;
}

const draws: fc.Arbitrary<Draw> = fc.record({
  picks: fc.array(fc.nat({ max: 1_000_000 }), { minLength: 40, maxLength: 40 }),
  salt: fc.nat({ max: 1_000_000 }),
});

/** Requests for these operations. */
export const largestRequests = (rows: readonly Endpoint[]): fc.Arbitrary<Largest> =>
  fc.tuple(fc.constantFrom(...rows), draws).map(([row, draw]) => largestOf(row, draw));

function largestOf(row: Endpoint, draw: Draw): Largest {
  let at = 0;
  const next = (below: number): number => (draw.picks[at++ % draw.picks.length] ?? 0) % Math.max(1, below);
  const make = maker(next, draw.salt);
  const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) => (/id$/i.test(name) ? '1' : 'x'));
  if (row.body === null) return { row, path, body: '' };
  const document = row.body;
  const value = make({ $ref: `/${document}` }, '', mostBytes, 0);
  return { row, path, body: JSON.stringify(withAll(value)) };
}

/** As much as can be asked for at once. */
const withAll = (value: Json): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { startTimestamp: 0, ...value, limit: 0, offset: 0 }
    : value;

/** Names whose texts mean something, so that they are not refused before they cost anything. */
const meant: readonly (readonly [RegExp, (number: number) => Json])[] = [
  [/ip|address|network/i, (number) => `10.${number % 256}.${(number >> 8) % 256}.${(number >> 16) % 256}/32`],
  [/port/i, (number) => (number * 7) % 65_536],
  [/timestamp|time/i, (number) => number * 1000],
  [/severity/i, (number) => ['low', 'medium', 'high', 'critical'][number % 4] ?? 'low'],
  [/sort/i, (number) => ['timestamp', '-severity', 'count', '-alarmDescription'][number % 4] ?? 'timestamp'],
  [/uuid|hash/i, (number) => `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`],
  [/country/i, (number) => `C${number}`],
];

function maker(next: (below: number) => number, salt: number) {
  const resolved = (node: Node, file: string): readonly [Node, string] => {
    const reference = node['$ref'];
    if (typeof reference !== 'string') return [node, file];
    const target = new URL(reference, `file:///${file}`);
    const document = target.pathname.slice(1);
    const steps = target.hash.split('/').slice(1);
    const part = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], schemaDocument(document));
    return resolved(part as Node, document);
  };
  let number = salt;
  const make = (given: Node, place: string, bytes: number, depth: number, name = ''): Json => {
    const [node, file] = resolved(given, place);
    const choices = (node['anyOf'] ?? node['oneOf']) as readonly Node[] | undefined;
    if (choices !== undefined) return make(choices[next(choices.length)] ?? {}, file, bytes, depth, name);
    const values = node['enum'] as readonly Json[] | undefined;
    if (values !== undefined) return values[number++ % values.length] ?? null;
    if ('const' in node) return node['const'] ?? null;
    const type = [node['type']].flat()[0];
    if (type === 'array') return list(node, file, bytes, depth, name);
    if (type === 'object' || node['properties'] !== undefined) return object(node, file, bytes, depth);
    if (type === 'boolean') return next(2) === 1;
    for (const [pattern, value] of meant) if (pattern.test(name)) return value(number++);
    if (type === 'integer' || type === 'number') return Math.min(number++ % 1000, Number(node['maximum'] ?? 1000));
    return word(Math.min(bytes - 2, Number(node['maxLength'] ?? 200), 200_000), number++);
  };
  const list = (node: Node, file: string, bytes: number, depth: number, name: string): Json => {
    const most = Math.min(Number(node['maxItems'] ?? 1024), Math.max(1, Math.floor(bytes / 12)));
    const items: Json[] = [];
    for (let left = bytes; items.length < most && left > 8;) {
      const item = make(
        (node['items'] ?? {}) as Node,
        file,
        Math.max(8, Math.floor(bytes / most) - 2),
        depth + 1,
        name,
      );
      items.push(item);
      left -= JSON.stringify(item).length + 1;
    }
    return node['uniqueItems'] === true
      ? [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
      : items;
  };
  const object = (node: Node, file: string, bytes: number, depth: number): Json => {
    const members = Object.entries((node['properties'] ?? {}) as Record<string, Node>);
    const required = new Set((node['required'] ?? []) as readonly string[]);
    const free = node['additionalProperties'] as Node | boolean | undefined;
    const value: Record<string, Json> = {};
    // Few members at a time, so that each is large.
    const wanted = new Set([next(members.length), next(members.length), next(members.length)]);
    const chosen = members.filter(([name], at) => required.has(name) || (depth < 4 && wanted.has(at)));
    for (const [name, member] of chosen)
      value[name] = make(member, file, Math.floor(bytes / chosen.length) - name.length - 4, depth + 1, name);
    if (typeof free === 'object')
      for (let left = bytes, count = 0; left > 40 && count < Number(node['maxProperties'] ?? 1024); count++) {
        const member = make(free, file, 200, depth + 1);
        value[`key${number++}`] = member;
        left -= JSON.stringify(member).length + 12;
      }
    return value;
  };
  return make;
}

/** Words of a few letters, so many bytes of them. */
function word(length: number, number: number): string {
  const one = `w${number.toString(36)} `;
  return (
    one
      .repeat(Math.max(1, Math.floor(length / one.length)))
      .slice(0, Math.max(1, length))
      .trim() || 'x'
  );
}
