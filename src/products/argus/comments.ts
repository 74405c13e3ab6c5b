/** Comments that analysts left on background events: a pure function of the row. */
import { counterStream } from '../../kernel/random.ts';
import type { Columns } from '../../model/columns.ts';
import { flagBit } from '../../model/flag.ts';
import type { User, World } from '../../model/world.ts';

export interface Comment {
  readonly timestamp: number;
  readonly user: User;
  readonly text: string;
}

const texts = {
  FALSE_POSITIVE: [
    'Signature matches normal traffic of this application. False positive.',
    'Verified with the owner of the host: expected behaviour.',
  ],
  NOT_A_THREAT: [
    'Scanner on the internet, target not vulnerable. No threat.',
    'Blocked upstream, no follow-up needed.',
    'Known noise from this source.',
  ],
  IDENTIFIED_THREAT: [
    'Confirmed. Host should be isolated, customer notified.',
    'Payload confirms the alarm, see case.',
  ],
  FOLLOWUP: ['Watch this host for the next days.', 'Waiting for an answer from the customer.'],
  ACKNOWLEDGED: ['Looked at it, nothing to add.', 'Same as last week.'],
} as const;

const verdicts = Object.keys(texts) as (keyof typeof texts)[];
const COMMENTED = flagBit('COMMENTED');

/** The comments of an event, oldest first; none when it is not flagged COMMENTED. */
export function commentsOf(world: World, columns: Columns, row: number, at = row): readonly Comment[] {
  const flags = columns.flagsLow[at] ?? 0;
  if ((flags & COMMENTED) === 0) return [];
  const chance = counterStream([world.rowKey[0], world.rowKey[1] ^ 0x5f0c], row);
  const verdict = verdicts.find((name) => (flags & flagBit(name)) !== 0) ?? 'ACKNOWLEDGED';
  const analysts = world.users().filter((user) => user.analyst);
  return [{ timestamp: columns.updated[at] ?? 0, user: chance.pick(analysts), text: chance.pick(texts[verdict]) }];
}
