/** The commands that assess and reindex: one for any number of events, chosen by id or, when it is applied, by search. */
import type { Json } from '../../../kernel/schema.ts';
import { finished, inPieces, type Sliced } from '../../../kernel/slices.ts';
import type { Change } from '../../../model/change.ts';
import type { Customer, World } from '../../../model/world.ts';
import type { Applier } from '../../../state/state.ts';
import type { Command } from '../../../state/command.ts';
import type { Overlay } from '../../../state/overlay.ts';
import { wordsFor } from '../../../corpus/bits.ts';
import type { Viewer } from '../access/access.ts';
import { assessDetails, assessRaw, recursivePart } from './assess-raw.ts';
import { assessAggregate, assessmentVerdict, refuserOf, type Assessment } from './assessment.ts';
import { eventId } from './event-id.ts';

/** An event: an aggregate, or one of its triggers. */
export type AssessTarget = { readonly row: number; readonly ordinal: number | null };

/** Which events a command is about. `customers` are the indexes of those that the writer may see; null for all. */
export type Choice =
  | { readonly by: 'id'; readonly events: readonly AssessTarget[] }
  | {
      readonly by: 'v1' | 'v2';
      readonly criteria: Json;
      readonly customers: readonly number[] | null;
      /** What relative times in the criteria are counted from. */
      readonly now: number;
    };

export interface AssessData {
  readonly choice: Choice;
  /** True where nobody waits for the ids of what was assessed. */
  readonly isUnasked?: boolean;
  readonly assessment: Assessment;
}

export interface AssessResult {
  readonly assessed: number;
  /** Ids of those; v1 only counts them. */
  readonly successes: readonly string[];
  readonly failures: readonly { readonly eventID: string; readonly reason: string }[];
}

/** Finds the events that criteria choose, as the version does whose criteria they are. */
export type Selectors = Readonly<
  Record<'v1' | 'v2', (world: World, viewer: Viewer, criteria: Json, now: number) => Sliced<readonly AssessTarget[]>>
>;

const noRows = new Uint32Array(0);

export const makeApplyAssess =
  (selectors: Selectors): Applier =>
  (overlay, command, seq) => {
    const { choice, assessment: request, isUnasked = false } = command.data as unknown as AssessData;
    const assessment = assessmentVerdict(request);
    const { world } = overlay;
    const change = changeOf(command, seq, 'assessed', 'Event assessed', assessment);
    const part = recursivePart(request);
    const told = part === null ? null : { ...change, comment: part.comment };
    const refusalOf = refuserOf(world, assessment);
    const successes: string[] = [];
    const failures: { eventID: string; reason: string }[] = [];
    let assessed = 0;
    const rows = choice.by === 'id' ? noRows : new Uint32Array(wordsFor(world.aggregated.length));
    const assessOne = ({ row, ordinal }: AssessTarget): void => {
      const reason = refusalOf(row, ordinal);
      if (reason !== null) {
        failures.push({ eventID: eventId(world, row, ordinal), reason });
        return;
      }
      assessed += 1;
      if (choice.by !== 'v1' && !isUnasked) successes.push(eventId(world, row, ordinal));
      if (ordinal !== null) assessRaw(overlay, row, ordinal, assessment, change);
      else {
        assessAggregate(overlay, row, assessment, change);
        if (part !== null) assessDetails(overlay, row, part, change.at);
      }
      // A bit an event instead of a note: a bulk command may touch hundreds of thousands.
      if (ordinal === null && rows.length > 0) rows[row >>> 5] = (rows[row >>> 5] ?? 0) | (1 << (row & 31));
      else overlay.note(row, ordinal, change, ordinal === null ? told : null);
    };
    function* assessAll(): Sliced<Json> {
      yield* eachOf(overlay, yield* targetsOf(world, choice, selectors), assessOne);
      if (rows.length > 0) overlay.noteAll(rows, change, told);
      return { assessed, successes, failures };
    }
    return isSmall(choice) ? finished(assessAll()) : assessAll();
  };

/** What an event that is assessed costs, and how many are assessed at once: for more, all columns are copied. */
const unitsOfAssessment = 300;
const mostAtOnce = 512;

const isSmall = (choice: Choice): boolean => choice.by === 'id' && choice.events.length <= mostAtOnce;

/** Writes to each event: to many in pieces, which nobody sees before all are written. */
function* eachOf(
  overlay: Overlay,
  targets: readonly AssessTarget[],
  write: (target: AssessTarget) => void,
): Sliced<void> {
  if (targets.length <= mostAtOnce) return targets.forEach(write);
  yield* overlay.unseen();
  yield* inPieces(targets, unitsOfAssessment, write);
}

export const makeApplyReindex =
  (selectors: Selectors): Applier =>
  (overlay, command, seq) => {
    const { choice } = command.data as unknown as { choice: Choice };
    const change = changeOf(command, seq, 'reindexed', 'Event reindexed', null);
    function* reindexAll(): Sliced<Json> {
      const events = yield* targetsOf(overlay.world, choice, selectors);
      const rows = choice.by === 'id' ? noRows : new Uint32Array(wordsFor(overlay.world.aggregated.length));
      yield* eachOf(overlay, events, ({ row, ordinal }) => {
        if (ordinal === null && rows.length > 0) rows[row >>> 5] = (rows[row >>> 5] ?? 0) | (1 << (row & 31));
        else overlay.note(row, ordinal, change);
      });
      if (rows.length > 0) overlay.noteAll(rows, change);
      return { count: events.length };
    }
    return isSmall(choice) ? finished(reindexAll()) : reindexAll();
  };

const changeOf = (
  command: Command,
  seq: number,
  type: Change['type'],
  description: string,
  assessment: Assessment | null,
): Change => ({
  seq,
  at: command.at,
  type,
  description,
  account: command.account,
  comment: assessment?.comment ?? null,
  associated: (assessment?.associate.length ?? 0) > 0,
});

function* targetsOf(world: World, choice: Choice, selectors: Selectors): Sliced<readonly AssessTarget[]> {
  if (choice.by === 'id') return choice.events;
  const customers = choice.customers?.map((index) => world.customers[index] as Customer) ?? null;
  return yield* selectors[choice.by](world, { customers }, choice.criteria, choice.now);
}
