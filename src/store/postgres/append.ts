/** Appends of one tick to any streams, in one statement: all or nothing, each id once. */
import { Removed, type Appended, type Durability } from '../port.ts';
import { mayHold, type ReadWitness } from '../witness.ts';
import { Batch, type Append, type EntryPlace } from './batch.ts';
import type { RunStatement } from './lanes.ts';
import { Failure } from './reasons.ts';
import { clockOf, type StoreTables } from './tables.ts';
import type { Together } from './shared-statement.ts';

/**
 * One statement, so that a client that is stopped in between holds no lock. Rows of heads are locked in the order of their names, hence no two appends wait
 * for each other; the lock makes positions the order of commits. All ids are taken for new ones: where one is not, the unique id lets the statement fail.
 * Heads are written in any case: a commit that writes waits until all before it is durable, so an entry that was there already is as durable as a new one.
 */
const appendText = ({ schema }: StoreTables, how: Durability): string => `
with ends as (
  insert into ${schema}.head as h (stream, next, at, last)
  select s.stream, s.many, ${clockOf}, s.last from unnest($1::text[], $2::int[], $3::text[]) as s (stream, many, last)
  on conflict (stream) do update
    set next = h.next + excluded.next, at = greatest(h.at, ${clockOf}), last = coalesce(excluded.last, h.last), before = h.last
    where not h.removed
  returning h.stream, h.next, h.at, h.before),
put as (
  insert into ${schema}.entry (stream, seq, id, at, body)
  select e.stream, e.next - g.back, g.id, e.at, substring($8::bytea from g.start + 1 for g.size)
  from unnest($4::text[], $5::text[], $6::int[], $7::int[], $9::int[]) as g (stream, id, start, size, back) join ends e on e.stream = g.stream)
select e.stream, e.next, e.at, e.before, greatest(e.at, ${clockOf}), set_config('synchronous_commit', ${
  how === 'visible'
    ? `'off'`
    : `case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end`
}, true) from ends e`;

const findText = ({ schema }: StoreTables): string => `select e.stream, e.id, e.seq, e.at
from unnest($1::text[], $2::text[]) as g (stream, id) join ${schema}.entry e on e.stream = g.stream and e.id = g.id`;

/** Where a stream ends. */
interface End {
  readonly next: number;
  readonly at: number;
  /** The last entry before all that is new. */
  readonly before: string | null;
  readonly now: number;
}

export function appending(tables: StoreTables, witness: ReadWitness, how: Durability): Together<Append, Appended> {
  const append = { name: `append_${how}`, text: appendText(tables, how) };
  const find = { name: 'find', text: findText(tables) };

  /** Appends what is new, and finds what is not. */
  async function appended(ask: RunStatement, batch: Batch): Promise<ReadonlyMap<unknown, End>> {
    try {
      const rows = await ask(append, batch.values());
      return new Map(
        rows.map(([stream, next, at, before, now]) => [
          stream,
          {
            next: Number(next),
            at: Number(at),
            before: typeof before === 'string' ? before : null,
            now: Number(now),
          },
        ]),
      );
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== '23505') throw error;
      const found = await ask(find, batch.ids());
      const isNews = batch.know(
        found.map(([stream, id, seq, at]) => ({
          stream: String(stream),
          id: String(id),
          place: { seq: Number(seq), at: Number(at) },
        })),
      );
      // Whoever is appending it at this moment has not come to the end.
      if (!isNews) throw error;
      return appended(ask, batch);
    }
  }

  return async (ask, calls) => {
    const seen = calls.map(({ stream }) => witness.seenOf(stream));
    const batch = new Batch(calls);
    const ends = await appended(ask, batch);
    return calls.map(({ stream, entries }, at) => {
      const ended = ends.get(stream);
      if (ended === undefined) return new Removed(stream);
      const { before, now } = ended;
      const end = ended.next - batch.newOf(stream);
      const places = entries.map(({ id }) => ({ id, ...placeOf(batch, stream, id, ended) }));
      const isOther = !witness.mayBeOf(stream, places, end, before);
      if (isOther || !mayHold(seen[at] ?? null, end, before)) return witness.isBehind(stream);
      witness.appended(stream, places, end);
      return { seqs: places.map(({ seq }) => seq), ats: places.map((place) => place.at), end, now };
    });
  };
}

function placeOf(batch: Batch, stream: string, id: string, { next, at }: End): EntryPlace {
  const place = batch.placeOf(stream, id);
  return typeof place === 'number' ? { seq: next - place, at } : place;
}
