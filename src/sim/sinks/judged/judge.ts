/** The verdict on one thing: which of its versions came, when, and how. */
import { isoUtc } from '../../../kernel/clock.ts';
import type { KeptDelivery } from '../kept/store.ts';
import type { Arrival } from './delivered.ts';
import type { Moment } from './past.ts';
import { cameWith, spanText, type FoundReport } from './report.ts';
import type { Item, VerifyOptions } from './terms.ts';
import type { VersionHistory } from './versions.ts';

/** Instants and spans of the options in milliseconds, and what else they ask for. */
export interface JudgeTerms extends Pick<VerifyOptions, 'order'> {
  readonly from: number;
  readonly to: number;
  readonly delay: number;
  readonly now: number;
  readonly versions: NonNullable<VerifyOptions['versions']>;
}

/** A thing as it is judged. */
export interface JudgedThing {
  readonly id: string;
  /** Since when it is what was asked for, epoch milliseconds; null for what never was. */
  readonly since: number | null;
  /** Whether that was in the range. */
  readonly isInRange: boolean;
  readonly visible: number;
  readonly arrivals: readonly Arrival[];
  /** Its versions; null where it has had one alone. */
  readonly history: VersionHistory | null;
}

const foreign = 'It is not among what the criteria ask for, or its caller may see.';

/** What should have come of a thing, what did, and what is not due yet. */
export interface Sums {
  expected: number;
  delivered: number;
  pending: number;
  /** What came of things that were first to be seen before the range or after it. */
  outside: number;
}

/** Whether a version was there when a delivery came. */
const isBy = ({ at, command }: Moment, delivery: KeptDelivery): boolean =>
  command === null ? at <= delivery.at : command < delivery.commands;

/** Adds what is wrong to a report, and what should have come to the sums. */
export function judgeThing(thing: JudgedThing, terms: JudgeTerms, report: FoundReport, sums: Sums): void {
  const { id, since, isInRange, visible, arrivals } = thing;
  const facts = { id, firstVisible: isoUtc(visible), requests: [] };
  const [first] = arrivals;
  if (since === null) {
    if (first !== undefined)
      report.add('unexpected', () => ({ ...facts, ...cameWith(first.delivery), sentence: foreign }));
  } else if (!isInRange) sums.outside++;
  else judgeMeant(thing, since, terms, { report, sums, facts });
  judgeVersions(thing, report, facts);
}

interface Findings {
  readonly report: FoundReport;
  readonly sums: Sums;
  readonly facts: Pick<Item, 'id' | 'requests'> & { readonly firstVisible: string };
}

/** Something that should have come. */
function judgeMeant(thing: JudgedThing, since: number, terms: JudgeTerms, found: Findings): void {
  const { arrivals, history } = thing;
  const { report, sums, facts } = found;
  const { delay, now, versions } = terms;
  const [first] = arrivals;
  if (terms.versions !== 'any' && history !== null && history.versions.length > 1)
    return judgeEach(thing, since, terms, found);
  if (first === undefined && delay < Infinity && since + delay > now) {
    sums.pending++;
    return;
  }
  sums.expected++;
  if (first === undefined) {
    const sentence = `It was to be seen from ${isoUtc(since)} on, and never came.`;
    return report.add('lost', () => ({ ...facts, sentence }));
  }
  sums.delivered++;
  judgeLate(first, since, versions === 'any' ? '' : 'Its only version came', terms, found);
}

function judgeLate(
  arrival: Arrival,
  since: number,
  what: string,
  { delay }: Pick<JudgeTerms, 'delay'>,
  { report, facts }: Findings,
): void {
  const by = arrival.delivery.at - since;
  if (by <= delay) return;
  const sentence = `${what === '' ? 'It came' : what} ${spanText(by)} after it was first to be seen, at ${isoUtc(since)}.`;
  report.add('late', () => ({ ...facts, ...cameWith(arrival.delivery), lateBy: spanText(by), sentence }));
}

/** Each version that should have come, or the latest alone. */
function judgeEach(thing: JudgedThing, since: number, terms: JudgeTerms, found: Findings): void {
  const { arrivals, history } = thing;
  const { report, sums, facts } = found;
  const moments = history?.versions ?? [];
  const places = arrivals.map((_, at) => versionOf(thing, at));
  for (const [place, { at }] of moments.entries()) {
    const next = moments[place + 1];
    if (terms.versions === 'latest' && next !== undefined) continue;
    const begun = Math.max(at, since);
    const due = begun + (terms.delay < Infinity ? terms.delay : 0);
    // What is replaced before it is due need not come.
    if (next !== undefined && next.at <= due) continue;
    const came = arrivals.find((_, number) => places[number] === place);
    if (came === undefined && terms.delay < Infinity && due > terms.now) {
      sums.pending++;
      continue;
    }
    sums.expected++;
    const name = `Its version of ${isoUtc(at)}`;
    if (came === undefined) report.add('lost', () => ({ ...facts, sentence: `${name} never came.` }));
    else {
      sums.delivered++;
      judgeLate(came, begun, `${name} came`, terms, found);
    }
  }
}

/** The version that an arrival is, the latest of those that it can be; -1 for one that is none of them. */
export function versionOf({ arrivals, history }: JudgedThing, at: number): number {
  const { delivery, differing, holder } = arrivals[at] as Arrival;
  const there = (history?.versions ?? []).findLastIndex((moment) => isBy(moment, delivery));
  const latest = Math.max(0, there);
  if (differing === null || differing.length === 0) return latest;
  // What is not known anew is not blamed.
  if (history === null) return -1;
  if (holder === null) return latest;
  return (history.matches[at] ?? []).findLast((place) => place <= latest) ?? -1;
}

/** What came in a version that never was, twice, or after a newer one. */
function judgeVersions(thing: JudgedThing, report: FoundReport, facts: Findings['facts']): void {
  const { arrivals, history } = thing;
  let newest = -1;
  let before: Arrival | null = null;
  for (const [at, arrival] of arrivals.entries()) {
    const { delivery, address } = arrival;
    const version = versionOf(thing, at);
    const came = { ...facts, ...cameWith(delivery) };
    if (version < 0) {
      const fields = history?.fields[at] ?? arrival.differing ?? [];
      const sentence = `Delivery ${delivery.seq} has another ${fields.slice(0, 3).join(', ')} than any version of it that was shown until then.`;
      report.add('altered', () => ({ ...came, fields, sentence }));
    } else if (version < newest) {
      const sentence = `Delivery ${delivery.seq} hands on an older version of it than one before.`;
      report.add('outOfOrder', () => ({ ...came, sentence }));
    } else if (before !== null && version === newest && !isReplaced(before, address)) {
      const earlier = before.delivery;
      const sentence = `Delivery ${delivery.seq} hands it on once more, and it had not changed since delivery ${earlier.seq}.`;
      report.add('doubled', () => ({ ...came, sentence }));
    }
    newest = Math.max(newest, version);
    before = arrival;
  }
}

/** What comes to the same place again takes it. */
const isReplaced = (before: Arrival, address: string | null): boolean => address !== null && before.address === address;
