/** What the journal of a run shows as behaviour: operation, status, and how the client stood. */
import type { JournalEntry } from '../../sim/journal/entry.ts';
import type { Played } from '../run/play.ts';

/** Words for each kind of behaviour that was seen. */
export function behaviours({ rounds }: Played, entries: readonly JournalEntry[]): ReadonlySet<string> {
  const seen = new Set<string>();
  let state = 'fresh';
  for (const {
    requests: [first, last],
    how,
    code,
    deliveries,
  } of rounds) {
    const own = entries.filter(({ seq }) => seq >= first && seq <= last);
    for (const { operation, status } of own) seen.add(`${operation} ${status} ${state}`);
    seen.add(`${state} ${how} ${code} pages ${Math.min(4, own.length)} ${deliveries > 0 ? 'delivered' : 'nothing'}`);
    state =
      how === 'killed'
        ? 'killed'
        : own.some(({ status }) => status >= 400 || status === 0)
          ? 'refused'
          : 'after a round';
  }
  return seen;
}
