/** Appends of one tick to any streams, in one statement: all or nothing, each id once. Looks of that tick go with them. */
import { Removed, type Appended, type Durability, type Heads, type NewEntry } from '../port.ts';
import { mayHold, type EntryMark, type ReadWitness } from '../witness.ts';
import { Batch, type Append, type EntryPlace } from './batch.ts';
import type { SqlRow, Statement } from './named-query.ts';
import type { RunStatement } from './lanes.ts';
import { headsText, markOf, type Looking } from './look.ts';
import { Failure } from './reasons.ts';
import { clockOf, type StoreTables } from './tables.ts';
import type { Together } from './shared-statement.ts';

/**
 * One statement, so that a client that is stopped in between holds no lock. Rows of heads are locked in the order of their names, hence no two appends wait
 * for each other; the lock makes positions the order of commits. All ids are taken for new ones: where one is not, the unique id lets the statement fail.
 * Heads are written in any case: a commit that writes waits until all before it is durable, so an entry that was there already is as durable as a new one.
 */
const manyText = ({ schema }: StoreTables): string => `
with ends as (
  insert into ${schema}.head as h (stream, next, at, last, before)
  select s.stream, s.many, ${clockOf}, s.last, s.after from unnest($1::text[], $2::int[], $3::text[], $10::text[]) as s (stream, many, last, after)
  where s.after is null or exists (select 1 from ${schema}.head x where x.stream = s.stream)
  on conflict (stream) do update
    set next = h.next + excluded.next, at = case when excluded.next > 0 then greatest(h.at, ${clockOf}) else h.at end,
      last = coalesce(excluded.last, h.last), before = h.last || ' ' || h.at
    where not h.removed and (excluded.before is null or h.last = excluded.before)
  returning h.stream, h.next, h.at, h.before),
put as (
  insert into ${schema}.entry (stream, seq, id, at, body)
  select e.stream, e.next - g.back, g.id, e.at, substring($8::bytea from g.start + 1 for g.size)
  from unnest($4::text[], $5::text[], $6::int[], $7::int[], $9::int[]) as g (stream, id, start, size, back) join ends e on e.stream = g.stream)`;

/** One entry of a stream that is there, as most appends are: PostgreSQL does this in two thirds of the time. */
const oneText = ({ schema }: StoreTables): string => `
with ends as (
  update ${schema}.head h
  set next = h.next + 1, at = greatest(h.at, ${clockOf}), last = $2::text, before = h.last || ' ' || h.at
  where h.stream = $1::text and not h.removed and ($4::text is null or h.last = $4::text)
  returning h.stream, h.next, h.at, h.before),
put as (
  insert into ${schema}.entry (stream, seq, id, at, body) select e.stream, e.next - 1, $2::text, e.at, $3::bytea from ends e)`;

const endsText = (how: Durability): string => `
select e.stream, e.next, e.at, e.before, greatest(e.at, ${clockOf}), null::boolean, set_config('synchronous_commit', ${
  how === 'visible'
    ? `'off'`
    : `case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end`
}, true) from ends e`;

/** Heads are those before this statement: it sees what was there when it began. */
const lookedText = (tables: StoreTables, parameter: string): string => `
union all select l.*, 'looked' from (${headsText(tables, parameter)}) l`;

/** Of one entry and of many, each with a look and without. */
function statementsOf(tables: StoreTables, how: Durability): (isOne: boolean, isLooking: boolean) => Statement {
  const made = (name: string, text: string, looked: string): readonly Statement[] => [
    { name, text: text + endsText(how) },
    { name: `${name}_looking`, text: text + endsText(how) + lookedText(tables, looked) },
  ];
  const many = made(`append_${how}`, manyText(tables), '$11');
  const one = made(`append_one_${how}`, oneText(tables), '$5');
  return (isOne, isLooking) => (isOne ? one : many)[isLooking ? 1 : 0] as Statement;
}

const findText = ({ schema }: StoreTables): string => `select e.stream, e.id, e.seq, e.at
from unnest($1::text[], $2::text[]) as g (stream, id) join ${schema}.entry e on e.stream = g.stream and e.id = g.id`;

/** Where a stream ends. */
interface End {
  readonly next: number;
  readonly at: number;
  /** The last entry before all that is new. */
  readonly before: EntryMark;
  readonly now: number;
}

/** An append, or the streams to look at. */
export type AppendOrLook = Append | readonly string[];

const isLook = (call: AppendOrLook): call is readonly string[] => Array.isArray(call);

export function appending(
  tables: StoreTables,
  witness: ReadWitness,
  how: Durability,
  look: Looking,
): Together<AppendOrLook, Appended | Heads | null> {
  const statementOf = statementsOf(tables, how);
  const heads = { name: 'heads', text: headsText(tables, '$1') };
  const find = { name: 'find', text: findText(tables) };

  /** Appends what is new, and finds what is not; looks as well where streams are given. */
  async function appended(ask: RunStatement, batch: Batch, streams: readonly string[]): Promise<readonly SqlRow[]> {
    const isLooking = streams.length > 0;
    const looked = isLooking ? [streams] : [];
    try {
      const one = batch.one();
      if (one !== null) {
        const rows = await ask(statementOf(true, isLooking), [...one, ...looked]);
        if (batch.isBound() || rows.some(isEnd)) return rows;
      }
      return await ask(statementOf(false, isLooking), [...batch.values(), ...looked]);
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== '23505') throw error;
      // Whoever is appending it at this moment has not come to the end.
      if (!(await areKnown(ask, batch))) throw error;
      return appended(ask, batch, streams);
    }
  }

  /** Finds entries that are there already; false where all of them were known to be. */
  const areKnown = async (ask: RunStatement, batch: Batch): Promise<boolean> =>
    batch.know(
      (await ask(find, batch.ids())).map(([stream, id, seq, at]) => ({
        stream: String(stream),
        id: String(id),
        place: { seq: Number(seq), at: Number(at) },
      })),
    );

  const appendedOf = (batch: Batch, calls: readonly Append[]) => {
    const seen = calls.map(({ stream }) => witness.seenOf(stream));
    return (rows: readonly SqlRow[]): readonly (Appended | Error | null)[] => {
      const ends = new Map(rows.map(([stream, ...row]) => [stream, endIn(row)]));
      return calls.map(({ stream, entries, after }, at) => {
        const ended = ends.get(stream);
        if (ended === undefined) return after === undefined ? new Removed(stream) : triedBefore(batch, stream, entries);
        const { before, now } = ended;
        const end = ended.next - batch.newOf(stream);
        const places = entries.map(({ id }) => ({ id, ...placeOf(batch, stream, id, ended) }));
        const isOther = !witness.mayBeOf(stream, places, end, before);
        if (isOther || !mayHold(seen[at] ?? null, end, before)) return witness.isBehind(stream);
        witness.appended(stream, places, end);
        return { seqs: places.map(({ seq }) => seq), ats: places.map((place) => place.at), end, now };
      });
    };
  };

  return async (ask, calls) => {
    const appends = withoutCrowded(calls.filter((call): call is Append => !isLook(call)));
    const looked = look(calls.filter(isLook));
    const batch = new Batch(appends);
    const answersOf = appendedOf(batch, appends);
    const isAppending = appends.length > 0;
    const rows = isAppending ? await appended(ask, batch, looked.streams) : await ask(heads, [looked.streams]);
    const ended = new Set(rows.filter(isEnd).map(([stream]) => stream));
    // One that was made before has moved the end itself.
    if (appends.some(({ stream, after }) => after !== undefined && !ended.has(stream))) await areKnown(ask, batch);
    const isOfLook = (row: SqlRow): boolean => !isAppending || !isEnd(row);
    const found = looked.answers(rows.filter(isOfLook)).values();
    const done = answersOf(rows.filter((row) => !isOfLook(row)));
    const answers = new Map<AppendOrLook, Appended | Error | null>(appends.map((call, at) => [call, done[at] ?? null]));
    return calls.map((call) =>
      isLook(call) ? (found.next().value ?? new Error('an answer is missing')) : (answers.get(call) ?? null),
    );
  };
}

/** Without those that need a stream's end which another one moves. */
function withoutCrowded(calls: readonly Append[]): readonly Append[] {
  const times = new Map<string, number>();
  if (calls.length < 2 || calls.every(({ after }) => after === undefined)) return calls;
  for (const name of calls.flatMap(({ stream, besides = [] }) => [stream, ...besides.map((one) => one.stream)]))
    times.set(name, (times.get(name) ?? 0) + 1);
  return calls.filter(({ stream, after }) => after === undefined || times.get(stream) === 1);
}

/** What came of an earlier try, of which nobody was told; null where there was none. */
function triedBefore(batch: Batch, stream: string, entries: readonly NewEntry[]): Appended | null {
  const places = entries.map(({ id }) => batch.placeOf(stream, id));
  const found = places.filter((place) => typeof place !== 'number');
  if (found.length < places.length) return null;
  const [ats, seqs] = [found.map(({ at }) => at), found.map(({ seq }) => seq)];
  return { seqs, ats, end: Math.max(...seqs) + 1, now: Math.max(...ats) };
}

const isEnd = (row: SqlRow): boolean => row[6] !== 'looked';

const endIn = ([next, at, before, now]: SqlRow): End => ({
  next: Number(next),
  at: Number(at),
  before: markIn(before),
  now: Number(now),
});

/** A mark as it stands in a column: an id and a time. */
function markIn(text: unknown): EntryMark {
  const [, id, at] = typeof text === 'string' ? (/^(.*) (\d+)$/s.exec(text) ?? []) : [];
  return markOf(id, at);
}

function placeOf(batch: Batch, stream: string, id: string, { next, at }: End): EntryPlace {
  const place = batch.placeOf(stream, id);
  return typeof place === 'number' ? { seq: next - place, at } : place;
}
