/** The hunt as a library function: for tests, of a client that is a function. */
import { UserError } from '../../kernel/fault.ts';
import { checkedExpect, type HuntExpect } from '../judge/expect.ts';
import type { HuntReport } from '../report/report.ts';
import { commandClient } from '../run/command.ts';
import { functionClient, type HuntFunction } from '../run/function.ts';
import { faketimeLibrary } from '../run/faketime.ts';
import { checkedSchedule, millisecondsOf, shortSpan, type HuntSchedule } from '../schedule/schedule.ts';
import { huntClient } from './hunt-client.ts';

export interface HuntTerms {
  /** Called once a round; or a command that is run once a round, with libfaketime where it is installed. */
  readonly client: HuntFunction | readonly string[];
  /** What counts as right, or the name of a preset; `poller` when left out. */
  readonly expect?: HuntExpect | NonNullable<HuntExpect['preset']>;
  /** Same seed, same schedules; `1` when left out. */
  readonly seed?: string | number;
  /** How many are played; 150 when left out. */
  readonly schedules?: number;
  /** Begin no schedule after so long, such as `30s` or milliseconds. */
  readonly time?: string | number;
  /** Simulated time from one round to the next, such as `5m`. */
  readonly every?: string;
  readonly scenario?: string;
  readonly jobs?: number;
  /** Real milliseconds that a round may take; 30,000 when left out. */
  readonly timeout?: number;
  readonly hostile?: boolean;
  /** Plays this schedule alone. */
  readonly schedule?: HuntSchedule;
  /** Flags of the products, such as usmDialect. */
  readonly flags?: Readonly<Record<string, string | number | boolean>>;
}

/** Hunts a client; resolves with the report, whose `conviction` is null where nothing was found. Rejects with UserError for terms that cannot be. */
export async function hunt(terms: HuntTerms): Promise<HuntReport> {
  const {
    client,
    expect = 'poller',
    seed = '1',
    schedules = 150,
    time,
    every = '5m',
    jobs = 2,
    timeout = 30_000,
  } = terms;
  const library = faketimeLibrary();
  const { schedule } = terms;
  return huntClient({
    client:
      typeof client === 'function'
        ? functionClient(client, timeout)
        : commandClient({
            command: client,
            time: library === null ? 'env' : 'faketime',
            library,
            mode: 'poll',
            variables: {},
            timeout,
          }),
    expect: checkedExpect(typeof expect === 'string' ? { preset: expect } : expect, 'expect'),
    seed: String(seed),
    schedules,
    scenario: terms.scenario ?? 'empty',
    every: spanOf(every),
    jobs,
    ...(time !== undefined && { time: typeof time === 'number' ? time : millisecondsOf(spanOf(time)) }),
    hostile: terms.hostile === true,
    without: [],
    flags: terms.flags ?? {},
    ...(schedule !== undefined && { schedule: checkedSchedule(schedule, 'schedule') }),
  });
}

function spanOf(text: string): string {
  const value = millisecondsOf(text);
  if (value <= 0) throw new UserError(`${text} is no length of time such as 30s or 5m`);
  return shortSpan(value);
}
