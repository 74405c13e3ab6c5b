/** An alarm of USM Anywhere comes with the last of its events and after all of them, and an event's line is as its source prints it. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Judged, Rule } from '../../../../terms/check.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import { isOwnSuccess } from '../../../../checks/shared/answer.ts';
import { firstOfEach, unmet, type Want } from '../../../../checks/shared/departures.ts';
import { numberAt } from '../../../../lists/item.ts';
import { rowsOf, someOf } from '../../../../checks/shared/rows.ts';

export const alarmTimes: Rule = {
  id: 'schema/alarm-times',
  asks: 'Does each alarm come with the last of its events and after all of them, and is a line of the sensor JSON as it prints it?',
  rank: 'major',
  applies: ({ data }) => data !== null && /\/(?:alarm|event)s?\.schema\.json$/.test(data),
  judge: (answer) => (isOwnSuccess(answer) ? firstOfEach(someOf(rowsOf(answer)).flatMap(faultsOf)) : []),
};

const observed = { source: 'docs/contract/usm.md §14', evidence: 'observed' } as const;
const assumed = { source: 'docs/contract/usm.md §16', evidence: 'assumed' } as const;

function faultsOf(row: Json): readonly Judged[] {
  const entries = listOf(member(row, 'events'));
  const events = entries.map((entry) => member(entry, 'message') ?? entry);
  return unmet(observed, ` in ${String(member(row, 'uuid') ?? member(row, 'id'))}`, (want) => {
    for (const event of [row, ...events]) lineOf(event, want);
    const received = numberAt(row, 'timestamp_received');
    const times = events.flatMap((event) => numberAt(event, 'timestamp_received') ?? []);
    if (received === undefined || times.length === 0) return;
    const latest = Math.max(...times);
    want(received >= latest, 'received', `received not before its events, ${latest}`, received);
    const last = events.at(-1) ?? null;
    const occured = numberAt(row, 'timestamp_occured') ?? numberAt(row, 'timestamp_occurred');
    const own = numberAt(last, 'timestamp_occured');
    if (own !== undefined) want(occured === own, 'occured', `the time of its last event, ${own}`, occured);
    for (const [place, entry] of entries.entries()) {
      const written = numberAt(entry, 'timeStamp');
      const arrived = times[place] ?? 0;
      if (written === undefined) continue;
      want(written >= arrived, 'timeStamp', `written not before it was received, ${arrived}`, written);
    }
  });
}

/** Clients find names in it by pattern, with a blank after the colon. */
function lineOf(event: Json, want: Want): void {
  const log = member(event, 'log');
  if (member(event, 'plugin') !== 'AlienVault NIDS' || typeof log !== 'string' || !log.startsWith('{"')) return;
  want(/^\{"[^"]*": /.test(log), 'log', 'a blank after the colons of a line of the sensor', log.slice(0, 60), assumed);
}
