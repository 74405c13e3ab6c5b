/** What there is at each door: how much, and which members ever hold what; written down for operators, which fit only where something is. */
import { writeFileSync } from 'node:fs';
import { startSimulator } from '../../../src/index.ts';
import { callersAt } from './callers.ts';
import { listIn, objectIn, readDocument, type Described, type Value } from './document.ts';
import { rowsIn } from './reading.ts';
import { makeWalk, send, type Step, type Walk } from './wander.ts';

/** What was seen at a door, over all scenarios. */
export interface Seen {
  /** The largest total, or number of rows, that a list told. */
  readonly total: number;
  /** `l` letters beyond ASCII, `d` such as decompose, `q` escaped quotes, `c` letters beyond ASCII in CSV, `n` numbers of five digits. */
  readonly texts: string;
  /** By path: `s` some value, `v` two different ones, `m` a list of many, `o` of one, `e` of none, `l` a long text, `u` an upper-case letter. */
  readonly members: Readonly<Record<string, string>>;
  /** What a request can ask for that has ever changed an answer. */
  readonly wishes: readonly string[];
}

export type Census = Readonly<Record<string, Seen>>;

interface Taken {
  total: number;
  readonly texts: Set<string>;
  readonly members: Map<string, Set<string>>;
  readonly first: Map<string, string>;
  readonly wishes: Set<string>;
}

/** Requests of each operation, a scenario. */
const rounds = 6;

/** Walks through every read of some scenarios, as the document has them. */
export async function takeCensus(scenarios: readonly string[]): Promise<Census> {
  const taken = new Map<string, Taken>();
  for (const scenario of scenarios)
    for (const dialect of ['documented', 'live'] as const) {
      const simulator = await startSimulator({ scenario, usmDialect: dialect, usmRateLimit: false });
      const document = await readDocument(simulator.url);
      const { of } = await callersAt(simulator, simulator.url);
      const walk = makeWalk(document, of, `census ${scenario}`);
      const { step, learn } = walk;
      const reads = document.operations.filter(
        ({ id, path, method }) =>
          (method === 'GET' && id !== 'logoutByGet') || /\/(?:search|stats|statistics)$/.test(path),
      );
      const deeper = (one: Described, other: Described): number =>
        one.path.split('{').length - other.path.split('{').length;
      const writes = document.operations.filter(
        ({ path, method }) =>
          (method === 'POST' || method === 'PUT') && !path.startsWith('/authentication') && /[}\w]\/\{|\{/.test(path),
      );
      const inOrder = reads.toSorted(deeper);
      for (let round = 0; round < rounds; round++)
        // Some parts of things are there once somebody has written them.
        for (const operation of round > 0 && round < 3 ? [...writes.toSorted(deeper), ...inOrder] : inOrder) {
          if (dialect === 'live' && operation.product === 'argus') continue;
          const calm = step(operation, true);
          const accept = operation.gives.includes('text/csv') && round === rounds - 1 ? 'text/csv' : undefined;
          const heard = await send(simulator.url, { ...calm, headers: { ...calm.headers, ...(accept && { accept }) } });
          if (accept === undefined) learn(operation, calm, heard);
          if (heard.status >= 300 || writes.includes(operation)) continue;
          const key = `${operation.product}.${operation.id}${dialect === 'live' ? '+live' : ''}`;
          const seen = taken.get(key) ?? {
            total: 0,
            texts: new Set(),
            members: new Map(),
            first: new Map(),
            wishes: new Set(),
          };
          taken.set(key, seen);
          note(seen, heard.body.toString('utf8'), accept !== undefined);
        }
      for (const operation of scenario === 'paging-traps' ? [] : inOrder) {
        if (dialect === 'live' && operation.product === 'argus') continue;
        const seen = taken.get(`${operation.product}.${operation.id}${dialect === 'live' ? '+live' : ''}`);
        if (seen !== undefined) await tryWishes(simulator.url, walk, operation, seen.wishes);
      }
      await simulator.close();
    }
  return Object.fromEntries(
    [...taken]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, { total, texts, members, wishes }]) => [
        key,
        {
          total,
          texts: [...texts].toSorted().join(''),
          members: Object.fromEntries([...members].map(([path, marks]) => [path, [...marks].toSorted().join('')])),
          wishes: [...wishes].toSorted(),
        },
      ]),
  );
}

/** Values that are tried of what can be asked for. */
const tries = 8;

/** Finds out what of all that can be asked for makes a difference. */
async function tryWishes(url: string, walk: Walk, operation: Described, found: Set<string>): Promise<void> {
  const known = await succeeding(url, walk, operation);
  if (known === null) return;
  for (const wish of walk.wishes(operation))
    for (let attempt = 0; attempt < tries && !found.has(wish); attempt++) {
      const heard = await send(url, walk.wishing(operation, known.asked, wish));
      if (heard.status < 300 && heard.body.toString('latin1') !== known.plain) found.add(wish);
    }
}

/** A step that succeeds, and what it was told. */
async function succeeding(
  url: string,
  walk: Walk,
  operation: Described,
): Promise<{ readonly asked: Step; readonly plain: string } | null> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const asked = walk.step(operation, true);
    const heard = await send(url, asked);
    if (heard.status < 300) return { asked, plain: heard.body.toString('latin1') };
  }
  return null;
}

function note(seen: Taken, text: string, isCsv: boolean): void {
  const hasLetters = /\P{ASCII}/u.test(text);
  if (isCsv) {
    if (hasLetters) seen.texts.add('c');
    return;
  }
  if (hasLetters) seen.texts.add('l');
  if (text.normalize('NFD') !== text) seen.texts.add('d');
  if (/\\["\\]/.test(text)) seen.texts.add('q');
  if (/[:,[]\d{5,}[,}\]]/.test(text)) seen.texts.add('n');
  let json: Value;
  try {
    json = JSON.parse(text) as Value;
  } catch {
    return;
  }
  const { data, count, page } = objectIn(json);
  const rows = rowsIn(json);
  const total = Number(objectIn(page)['totalElements'] ?? count ?? 0);
  seen.total = Math.max(seen.total, total, rows.length);
  if (Array.isArray(data) || '_embedded' in objectIn(json)) for (const row of rows) visit(seen, row, '');
  else visit(seen, 'responseCode' in objectIn(json) ? (data ?? null) : json, '');
}

function visit(seen: Taken, value: Value, path: string): void {
  const mark = (letter: string): void => {
    const marks = seen.members.get(path) ?? new Set();
    marks.add(letter);
    seen.members.set(path, marks);
  };
  if (value === null) return;
  if (path !== '') {
    mark('s');
    const text = JSON.stringify(value);
    const first = seen.first.get(path) ?? text;
    seen.first.set(path, first);
    if (text !== first) mark('v');
  }
  if (Array.isArray(value)) {
    if (path !== '') mark(value.length === 0 ? 'e' : value.length === 1 ? 'o' : 'm');
    for (const one of listIn(value)) if (one !== null && typeof one === 'object') visitMembers(seen, one, path);
    return;
  }
  if (typeof value === 'object') return visitMembers(seen, value, path);
  if (typeof value !== 'string') return;
  if (value.length > 8) mark('l');
  if (value !== value.toLowerCase()) mark('u');
}

function visitMembers(seen: Taken, value: Value, path: string): void {
  // Names of properties are data.
  if (/(?:^|\.)properties$/.test(path)) return;
  for (const [name, inner] of Object.entries(objectIn(value)))
    visit(seen, inner, path === '' ? name : `${path}.${name}`);
}

/** Takes the census and writes it beside this file. */
export async function writeCensus(scenarios: readonly string[]): Promise<void> {
  const census = await takeCensus(scenarios);
  const lines = Object.entries(census).map(([key, seen]) => `  ${JSON.stringify(key)}: ${JSON.stringify(seen)}`);
  writeFileSync(new URL('./census.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`);
}
