/** One run of a schedule, from its begin to its verdict. */
import { stopwatch, wallClock } from '../../kernel/clock.ts';
import type { JournalEntry } from '../../sim/journal/entry.ts';
import { behaviours } from './coverage.ts';
import { profileOf, type ProductFacts, type ClientProfile } from '../draw/profile.ts';
import { foreignTime } from '../judge/clock.ts';
import type { HuntExpect } from '../judge/expect.ts';
import type { HuntVerdict } from '../judge/finding.ts';
import { judgeRun } from '../judge/judge.ts';
import type { HuntedClient } from '../run/client.ts';
import { playSchedule } from '../run/play.ts';
import { sinkName, type Round } from '../run/rounds.ts';
import type { HuntServer } from '../run/server.ts';
import type { HuntSchedule } from '../schedule/schedule.ts';

export interface DeliveryNote {
  readonly seq: number;
  readonly at: string;
  readonly status: number | null;
  readonly records: number;
}

export interface Run {
  /** As it was given. */
  readonly schedule: HuntSchedule;
  readonly verdict: HuntVerdict;
  readonly profile: ClientProfile;
  readonly behaviours: ReadonlySet<string>;
  readonly rounds: readonly Round[];
  readonly requests: readonly JournalEntry[];
  readonly deliveries: readonly DeliveryNote[];
  /** A request that names a time of the machine's clock; null where none does. */
  readonly foreign: ReturnType<typeof foreignTime>;
  /** Real milliseconds, and those of them that the client took. */
  readonly took: number;
  readonly clientMs: number;
}

export interface RunContext {
  readonly server: HuntServer;
  readonly client: HuntedClient;
  readonly expect: HuntExpect;
  /** The product that the client asks; found out by the run where it is null. */
  readonly product: string | null;
  readonly facts: ProductFacts;
}

export async function runOnce(
  { server, client, expect, product, facts }: RunContext,
  schedule: HuntSchedule,
): Promise<Run> {
  const took = stopwatch();
  return playSchedule(server, client, schedule, async (played) => {
    const requests = played.world.journal.entries().filter((entry) => !entry.path.startsWith('/_sink'));
    const profile = profileOf(requests, played.counts, played.rounds.length, facts);
    const verdict = await judgeRun(played, requests, { expect, product: product ?? profile.product, facts });
    const deliveries = await played.world.sink(sinkName).list();
    return {
      schedule,
      verdict,
      profile,
      behaviours: behaviours(played, requests),
      rounds: played.rounds,
      requests,
      deliveries: deliveries.map(({ seq, at, status, records }) => ({ seq, at, status, records })),
      foreign: client.isTimed ? null : foreignTime(requests, wallClock.now()),
      took: took(),
      clientMs: played.clientMs,
    };
  });
}
