/** Judges a run: what came to the sink against what was shown, how the client ended, and what it asked. */
import { isoUtc } from '../../kernel/clock.ts';
import { faultId } from '../schedule/scenario.ts';
import { disturbancesOf, millisecondsOf, type HuntSchedule } from '../schedule/schedule.ts';
import type { Played } from '../run/play.ts';
import { sinkName } from '../run/rounds.ts';
import type { ProductFacts } from '../draw/profile.ts';
import type { JournalEntry } from '../../sim/journal/entry.ts';
import type { Item, Verification } from '../../sim/sinks/judged/terms.ts';
import type { HuntExpect } from './expect.ts';
import type { Affected, HuntFinding, HuntFindingKind, HuntVerdict } from './finding.ts';
import { requestFindings } from './requests.ts';

export interface JudgeOptions {
  readonly expect: HuntExpect;
  /** The product that the client asks, where `expect` names none. */
  readonly product: string | null;
  readonly facts: ProductFacts;
}

/** Worst first. */
const deliveryKinds = ['lost', 'altered', 'late', 'doubled', 'unexpected'] as const;

export async function judgeRun(
  { schedule, world, rounds }: Played,
  entries: readonly JournalEntry[],
  { expect, product, facts }: JudgeOptions,
): Promise<HuntVerdict> {
  const meant = expect.product ?? product ?? undefined;
  const { versions, doubles, criteria, idAt, ignore, delay } = expect;
  const from = beginOf(schedule, rounds, entries) ?? schedule.start;
  const verification = await world.sink(sinkName).verify({
    from,
    ...(meant !== undefined && { product: meant }),
    ...(expect.kind !== undefined && { kind: expect.kind }),
    ...(criteria !== undefined && { criteria }),
    ...(versions !== undefined && { versions }),
    ...(doubles !== undefined && { doubles }),
    ...(idAt !== undefined && { idAt }),
    ...(ignore !== undefined && { ignore }),
    ...(delay !== undefined && { delay: millisecondsOf(delay) }),
  });
  const { expected, delivered } = verification;
  // Who hands on what was shown bent has altered nothing.
  const fitting = areBent(schedule) ? { ...expect, ignore: ['*'] } : expect;
  return {
    expected,
    delivered,
    doubled: verification.counts.doubled,
    findings: [
      ...deliveryKinds.flatMap((kind) => deliveryFinding(kind, verification, fitting, from) ?? []),
      ...endingFindings(rounds),
      ...requestFindings(entries, expect.requests ?? {}, facts),
    ],
  };
}

/** When a round went well for the first time: a client that could not begin has nothing to go on from. */
function beginOf(schedule: HuntSchedule, rounds: Played['rounds'], entries: readonly JournalEntry[]): string | null {
  // What lasts is how things are: rounds that it meets count like all others.
  const passing = new Set(
    disturbancesOf(schedule, 'fault').flatMap(({ times }, at) => (times === undefined ? [] : [faultId(at)])),
  );
  const isDisturbed = ({ requests: [first, last] }: Played['rounds'][number]): boolean =>
    entries.some(
      ({ seq, faults, status }) =>
        seq >= first && seq <= last && (faults.some((id) => passing.has(id)) || status === 0 || status >= 400),
    );
  const found = rounds.find(
    (round) => round.how === 'exited' && round.code === 0 && round.began !== null && !isDisturbed(round),
  );
  return found === undefined ? null : isoUtc(found.began ?? found.at);
}

const bending = ['missingMembers', 'nullLists', 'wideNumbers', 'textNumbers', 'unknownMembers'] as const;

const areBent = (schedule: HuntSchedule): boolean =>
  disturbancesOf(schedule, 'fault').some(({ effect }) => bending.some((name) => effect[name] !== undefined));

const phrases: Readonly<Record<(typeof deliveryKinds)[number], string>> = {
  lost: 'never delivered',
  altered: 'delivered otherwise than they were shown',
  late: 'delivered too late',
  doubled: 'delivered more than once',
  unexpected: 'delivered though there is no such thing, or it was not asked for',
};

function deliveryFinding(
  kind: (typeof deliveryKinds)[number],
  verification: Verification,
  { doubles, criteria, ignore }: HuntExpect,
  start: string,
): HuntFinding | null {
  if (kind === 'doubled' && doubles !== 'forbidden') return null;
  if (kind === 'altered' && ignore?.includes('*') === true) return null;
  const items =
    kind === 'unexpected' ? strangers(verification.unexpected, criteria !== undefined, start) : verification[kind];
  const count = kind === 'unexpected' ? items.length : verification.counts[kind];
  if (count === 0) return null;
  const things =
    count === 1
      ? `1 of ${verification.expected} ${verification.kind} was`
      : `${count} of ${verification.expected} ${verification.kind} were`;
  return { kind, count, sentence: `${things} ${phrases[kind]}`, affected: items.slice(0, 10).map(affectedOf) };
}

/** What was there before the client began may be delivered or not; where criteria are given, nothing else may. */
const strangers = (items: readonly Item[], hasCriteria: boolean, start: string): readonly Item[] =>
  items.filter(({ firstVisible }) => firstVisible === undefined || (hasCriteria && firstVisible >= start));

const affectedOf = ({ id, firstVisible, sentence, requests }: Item): Affected => ({
  id,
  firstVisible: firstVisible ?? null,
  sentence,
  requests,
});

const endings = { hung: 'did not end in time and was ended', flooded: 'wrote without end and was ended' } as const;

function endingFindings(rounds: Played['rounds']): readonly HuntFinding[] {
  return (['hung', 'flooded'] as const).flatMap((how): readonly HuntFinding[] => {
    const [first, ...others] = rounds.filter((round) => round.how === how);
    if (first === undefined) return [];
    const kind: HuntFindingKind = how;
    return [
      { kind, count: others.length + 1, sentence: `in round ${first.round} the client ${endings[how]}`, affected: [] },
    ];
  });
}
