/** Comments on events: those that analysts left before the World's end, a pure function of the row, and those written since. */
import { flagBit } from '../common/flag.ts';
import { withRows } from '../../../model/late-columns.ts';
import { turnOver, type Sliced } from '../../../kernel/slices.ts';
import type { User, World } from '../../../model/world.ts';
import { routineAssessor } from './derived-properties.ts';
import { routineAt } from './event-times.ts';

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

/** The comments of an aggregate; oldest first. */
export function commentsOf(world: World, row: number): readonly Comment[] {
  const { flagsLow, updated } = withRows(world.baseline, row);
  const flags = flagsLow[row] ?? 0;
  const later = written(world, row, null);
  if ((flags & COMMENTED) === 0) return later;
  const { account, saying } = routineAssessor(world, row);
  const verdict = verdicts.find((name) => (flags & flagBit(name)) !== 0) ?? 'ACKNOWLEDGED';
  const timestamp = routineAt(world, row, 'assessed', updated[row] ?? 0);
  const sayings = texts[verdict];
  const first = {
    timestamp,
    user: world.users()[account.index] as User,
    text: sayings[saying(sayings.length)] as string,
  };
  return [first, ...later];
}

/** The comments of a raw event: only those that were written to it. */
export const rawCommentsOf = (world: World, row: number, ordinal: number): readonly Comment[] =>
  written(world, row, ordinal);

function written(world: World, row: number, ordinal: number | null): readonly Comment[] {
  return world.changes(row, ordinal).flatMap(({ at, account, comment }) => {
    const user = comment === null ? undefined : world.users()[account];
    return comment === null || user === undefined ? [] : [{ timestamp: at, user, text: comment }];
  });
}

/** Makes the people whom comments of many events tell of, in a slice of its own: a package is loaded for it. */
export function* meeting({ users }: World): Sliced<void> {
  yield turnOver;
  users();
  yield turnOver;
}
