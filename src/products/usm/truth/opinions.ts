/** What people said of alarms by the labels that they put on them: the words of a label tell what it means. */
import type { Nature } from '../../../model/arrivals.ts';
import { eventNumberOf, eventNumberRanges } from '../../../model/event-number.ts';
import type { Opinion } from '../../shared/truth.ts';
import type { Services } from '../api/services.ts';

/** In this order, so that "not a threat" is none and "false alarm" no alarm; whole words, in any case. */
const meanings: readonly (readonly [Nature, RegExp])[] = [
  ['falsePositive', /\b(false[- ](positive|alarm)s?|fp|tuning|tune)\b/i],
  [
    'benign',
    /\b(benign|harmless|expected|known (good|issue|scanner)|authori[sz]ed|legitimate|(not|no) (an? )?(threat|attack|incident))\b/i,
  ],
  [
    'malicious',
    /\b(true[- ]positives?|tp|malicious|malware|attack|threat|incident|compromised?|breach|confirmed|escalated?)\b/i,
  ],
];

/** What a label says of the alarms that carry it; null for one that says nothing of that, such as "Waiting". */
export const meaningOf = (label: string): Nature | null => meanings.find(([, words]) => words.test(label))?.[0] ?? null;

/** Labels that alarms were born with are chance, and say nothing. Of several the one that was put on last counts. */
export function usmOpinions({ world, labels, simulation, tenant }: Services): (row: number) => Opinion | null {
  const said = tenant.labels.flatMap(({ id, name }) => {
    const verdict = meaningOf(name);
    return verdict === null ? [] : [{ id: id.toLowerCase(), verdict }];
  });
  const times = new Map<string, number>();
  for (const { kind, at, data } of simulation.state.snapshot().commands) {
    if (kind !== 'usm/label') continue;
    const { row, label } = data as { readonly row: number; readonly label: string };
    times.set(`${row} ${label}`, at);
  }
  const told = new Map<string, number>();
  for (const action of world.stories.actions)
    if (action.kind === 'label')
      for (const event of action.events) told.set(`${event} ${action.label.toLowerCase()}`, action.at);
  return (row) => {
    const number = eventNumberOf(world, row) - eventNumberRanges.story;
    const opinions = said
      .filter(({ id }) => labels.isPutOn(row, id))
      .map(({ id, verdict }) => ({ verdict, at: times.get(`${row} ${id}`) ?? told.get(`${number} ${id}`) ?? null }));
    return opinions.sort((one, other) => (other.at ?? 0) - (one.at ?? 0))[0] ?? null;
  };
}
