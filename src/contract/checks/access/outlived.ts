/** Nothing that is handed out for a time lets anybody in after it; asked last of all, since the target's clock is turned for it. */
import { setTimeout } from 'node:timers/promises';
import { stopwatch } from '../../../kernel/clock.ts';
import type { Check, Context } from '../../terms/check.ts';
import type { Lifetime } from '../../terms/facts.ts';
import { admissionFault, refusalFault } from '../shared/refusal.ts';

export const outlived: Check = {
  id: 'access/outlived',
  asks: 'Is what was handed out for a time good until its end, and refused with 401 afterwards?',
  source: 'docs/contract/argus.md §5.1, §5.2; docs/contract/usm.md §2, §10',
  isSlow: true,
  isLast: true,
  applies: (operation, target) => operation.adapter.facts.lives?.applies(operation, target) ?? false,
  run: async (context) => {
    const life =
      (await context.operation.adapter.facts.lives?.begin(context)) ?? context.skip('nothing was handed out');
    try {
      await lived(context, life);
    } finally {
      await life.end?.();
    }
  },
};

async function lived(context: Context, life: Lifetime): Promise<void> {
  const { judge, violation } = context;
  const { who, ask, until, told } = life;
  // Where the clock runs its end may come at any moment.
  if (!(await context.clockRuns())) {
    if (told !== undefined && Math.abs(told - until) > slackMs)
      violation({ key: 'told', expected: `an end ${told}, as was asked for`, seen: `${until} in ${who} itself` });
    await passing(context, (await life.now()) ?? until, until - justMs);
    await judge(ask, (answer) => admissionFault(answer, `${who} that is good for a moment more`));
  }
  const why = await untilAfter(context, life);
  if (why !== null) return context.undecided(`whether ${who} outlives its time`, why);
  await judge(ask, (answer) => refusalFault(answer, [401], `${who} that has come to its end`));
}

/** What is told in seconds is not told to the millisecond, and its answer takes a moment. */
const slackMs = 5000;
const justMs = 10_000;

/** Lets time pass for the target from one instant to another, where somebody can. */
async function passing({ target }: Context, from: number, to: number): Promise<void> {
  if (to > from) await target.turn?.(to - from);
}

/** So many real milliseconds are worth waiting for. */
const patienceMs = 3000;
const lookMs = 200;

/** Lets the time of something come to its end; null once it has, or why it does not. */
async function untilAfter(context: Context, { until, now }: Lifetime): Promise<string | null> {
  const elapsed = stopwatch();
  const before = await now();
  if (before === null) return 'nobody tells the time by which it lives';
  await passing(context, before, until + slackMs);
  for (;;) {
    const at = await now();
    if (at === null || at >= until + 1000) return null;
    const rate = (at - before) / Math.max(1, elapsed());
    if (elapsed() > lookMs && (until - at) / Math.max(rate, 1e-9) > patienceMs - elapsed())
      return `it has ${Math.ceil((until - at) / 1000)} s to go`;
    await setTimeout(lookMs / 4);
  }
}
