/** Law: a list holds the same in every media type that it comes in. */
import type { Json } from '../../../kernel/schema.ts';
import type { Check } from '../../terms/check.ts';
import { compare, unlessMoved } from '../../lists/hits.ts';
import { at, firstDifference, idOf, shown } from '../../lists/item.ts';
import { answered, askOf, isList } from '../../lists/list.ts';
import { fixtureOf, type Fixture } from '../../lists/fixture.ts';
import type { Answer } from '../../terms/exchange.ts';
import type { Context } from '../../terms/check.ts';
import { readCsv } from '../shared/csv.ts';

/** Types of lists besides JSON. */
const others = ['application/jsonl', 'text/csv'];

export const mediaAgree: Check = {
  id: 'law/media-agree',
  asks: 'Do JSON lines and CSV hold the events that JSON holds, in the same order?',
  rank: 'major',
  source: 'docs/contract/argus.md §3',
  evidence: 'observed',
  applies: (operation) => isList(operation) && others.some((type) => operation.produces.includes(type)),
  run: async (context) => {
    const fixture = await fixtureOf(context, { least: 2 });
    for (const type of others.filter((one) => context.operation.produces.includes(one))) {
      const ask = askOf(fixture.list, fixture.base, { limit: 30 });
      const answer = await answered(context, { ...ask, headers: { Accept: type } });
      if (type === 'text/csv') await table(context, fixture, answer);
      else await lines(context, fixture, answer);
    }
  },
};

async function lines(context: Context, fixture: Fixture, answer: Answer): Promise<void> {
  const items = answer.text.split('\n').flatMap((line): Json[] => (line === '' ? [] : [parsed(line)]));
  const expected = fixture.whole.items.slice(0, 30);
  const says = 'one line of JSON for each event';
  await compare(context, fixture, items.map(idOf), { key: 'lines', says, ids: expected.map(idOf), answer });
  const seen = items.map((item, place) => firstDifference(item, expected[place])).find((one) => one !== null) ?? null;
  await unlessMoved(context, fixture, {
    key: 'line',
    expected: 'the events of the JSON in the same order',
    seen,
    answer,
  });
}

const parsed = (line: string): Json => {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return line;
  }
};

/** Columns are the target's own (docs/contract/argus.md §10.9); every row holds the id of its event. */
async function table(context: Context, fixture: Fixture, answer: Answer): Promise<void> {
  const expected = fixture.whole.ids.slice(0, 30);
  const [names = [], ...rows] = readCsv(answer.text) ?? [];
  // The column of ids is the one that holds most of them.
  const columns = names.map((_, column) => rows.map((row) => row[column] ?? ''));
  const held = (column: readonly string[]): number => expected.filter((id) => column.includes(id)).length;
  const [ids = []] = columns.toSorted((one, other) => held(other) - held(one));
  const missing = expected.filter((id) => !ids.includes(id));
  const isOrdered = expected.every((id, place) => ids[place] === id);
  await unlessMoved(context, fixture, {
    key: 'table',
    expected: `rows for ${expected.length} events, in the order of the JSON`,
    seen:
      missing.length > 0 ? `${missing.length} are missing, such as ${missing[0]}` : isOrdered ? null : 'another order',
    answer,
  });
  const seen = rows.flatMap((row, place) => wrongCell(names, row, fixture.whole.items[place]) ?? [])[0] ?? null;
  await unlessMoved(context, fixture, { key: 'cell', expected: 'cells as the JSON has them', seen, answer });
}

/** The first cell that is not what the member of its column's name is, in words; null where each is. */
function wrongCell(names: readonly string[], row: readonly string[], item: Json | undefined): string | null {
  for (const [column, name] of names.entries()) {
    const value = at(item, name);
    const cell = row[column];
    if (value !== undefined && (cell === undefined || !isCellOf(cell, value)))
      return `${name} ${shown(cell)} where JSON has ${shown(value)}`;
  }
  return null;
}

/** How lists and objects stand in a cell is the target's own; each plain value is there. */
function isCellOf(cell: string, value: Json): boolean {
  if (value === null) return cell === '' || cell === 'null';
  if (typeof value !== 'object') return cell === String(value);
  const forms = (part: Json): readonly string[] => [String(part), JSON.stringify(part).slice(1, -1)];
  return Object.values(value).every(
    (part: Json) => typeof part !== 'string' || forms(part).some((form) => cell.includes(form)),
  );
}
