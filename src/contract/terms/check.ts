/** What a check is: one question, asked of every operation that it applies to; and what it is given to ask with. */
import type { Evidence } from '../../http/endpoint.ts';
import type { Json } from '../../kernel/schema.ts';
import type { Stream } from '../../kernel/random.ts';
import type { Answer, Ask } from './exchange.ts';
import type { Api, Operation } from './operation.ts';
import type { Sample } from './sample.ts';
import type { Secrets } from './secrets.ts';
import type { Target } from './target.ts';

export type Family = 'schema' | 'requests' | 'access' | 'law';

/** How much a finding matters: data lost, leaked or wrong; a client breaks; a client notices. */
export type Rank = 'critical' | 'major' | 'minor';

/** The rank of what a check finds, where neither says another: most of what is asked for here loses, leaks or falsifies data. */
export const usualRank: Rank = 'critical';

/** The family that an id says. */
export const familyOf = (id: Check['id']): Family => id.slice(0, id.indexOf('/')) as Family;

export interface Check {
  /** `family/short-name`, such as `law/count-is-the-walk`. */
  readonly id: `${Family}/${string}`;
  /** One sentence: what it asks. */
  readonly asks: string;
  /** Rank of its findings that say nothing else; `critical` when left out. */
  readonly rank?: Rank;
  /** Where the law is known from, and how well; the operation's own when left out. */
  readonly source?: string;
  readonly evidence?: Evidence;
  /** True for what the profile `quick` leaves out. */
  readonly isSlow?: boolean;
  /** True for what is asked after all else, since nothing is as it was afterwards. */
  readonly isLast?: boolean;
  /** True when it changes events: it runs only where writing is allowed. */
  readonly isWriting?: boolean;
  /** True when it asks; false where the question makes no sense; a reason where it makes sense but cannot be asked of this target. */
  readonly applies: (operation: Operation, target: Target) => boolean | string;
  readonly run: (context: Context) => Promise<void>;
}

/** One thing that is not as it should be. */
export interface Departure {
  /** What the law says, for this case, in a sentence. */
  readonly expected: string;
  /** What was seen instead. */
  readonly seen: string;
  /** The exchange that shows it best; the last one sent when left out. */
  readonly answer?: Answer;
  /** The exchange that it does not agree with, where it takes two to show the fault. */
  readonly against?: Answer;
  /** Tells different faults of one check and operation apart; a check reports each once. */
  readonly key?: string;
  readonly rank?: Rank;
  readonly source?: string;
  readonly evidence?: Evidence;
}

export interface Context {
  readonly check: Check;
  readonly operation: Operation;
  /** The table that the operation stands in. */
  readonly api: Api;
  readonly target: Target;
  /** Known events, customers, cases, alarms of the target, read once and shared. */
  readonly sample: Sample;
  /** Draws for this unit alone, the same for the same seed. */
  readonly random: Stream;
  /** Sends a request of the operation, unless it says another. All answers pass the single-exchange rules by the way. */
  readonly send: (ask?: Ask) => Promise<Answer>;
  /** Records a departure from the law. */
  readonly violation: (fault: Departure) => void;
  /** Records something worth knowing that is no departure. */
  readonly notice: (fault: Departure) => void;
  /**
   * Asks `test` about `input`, which is all that may be made smaller: a body, a query, a list of criteria. When it finds a
   * fault, the smallest input that still shows it (the same `key`) is looked for and reported. Returns whether all was well.
   */
  readonly probe: <Input extends Json>(
    input: Input,
    test: (input: Input) => Promise<Departure | null>,
  ) => Promise<boolean>;
  /** Sends and judges one request; a fault is reported with the smallest body and query that show it. */
  readonly judge: (ask: Ask, fault: (answer: Answer) => Departure | null) => Promise<Answer>;
  /**
   * Looks for what was written, at once, and again for as long as the run waits for it. `wrong` says what an answer does not
   * show yet; what is seen late is worth knowing, what is never seen comes back as `wrong`.
   */
  readonly eventually: (
    read: () => Promise<Answer>,
    wrong: (answer: Answer) => string | null,
  ) => Promise<{ readonly answer: Answer; readonly wrong: string | null }>;
  /** Records a part of the question that the target's data cannot decide: the unit does not count as passed. */
  readonly undecided: (part: string, why: string) => void;
  /** Ends the unit as skipped, for a reason that only asking could tell. */
  readonly skip: (reason: string) => never;
  /** The value that was made first under this name in this run; for walks that several checks share. */
  readonly memo: <T>(name: string, make: () => Promise<T>) => Promise<T>;
  /** True when the target is a real tenant: be frugal, and change nothing that was not allowed. */
  readonly isLive: boolean;
  /** True where few requests are to tell much: of several questions that are alike one is asked. */
  readonly isBrief: boolean;
  /** All of them, or where few requests are to tell much the first so many: those that tell most stand first. */
  readonly atMost: <Item>(count: number, items: readonly Item[]) => readonly Item[];
  /** Whether time passes for the target while it is asked, so that two answers may differ for no other reason. */
  readonly clockRuns: () => Promise<boolean>;
  /** True where what had been read of the target was read anew for this unit, because it had changed. */
  readonly isAskedAgain: boolean;
  /** Ids of what may be changed. Empty where writing is not allowed. */
  readonly writable: () => Promise<readonly string[]>;
}

/** A law that every single exchange must keep, whoever sent the request and why; the proxy judges by the same. */
export interface Rule extends Pick<Check, 'id' | 'asks' | 'rank' | 'source' | 'evidence'> {
  /** True where the rule can say something about answers of this operation. */
  readonly applies: (operation: Operation, target: Target) => boolean | string;
  /** All that is wrong with an answer; `isNotice` where it is only worth knowing. `secrets` are those that nobody may be told. */
  readonly judge: (answer: Answer, operation: Operation, target: Target, secrets?: Secrets) => readonly Judged[];
}

/** A departure, which is only worth knowing where `isNotice` is true. */
export type Judged = Departure & { readonly isNotice?: boolean };

/** Checks that one product alone needs, by the id of the general one that they are asked after. */
export type Placed<Kind extends Check | Rule> = Readonly<Record<string, readonly Kind[]>>;
