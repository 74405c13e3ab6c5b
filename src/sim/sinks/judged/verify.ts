/** Compares what clients handed on with what a product showed: lost, doubled, late, altered, unexpected, out of order. */
import { isoUtc } from '../../../kernel/clock.ts';
import { UserError } from '../../../kernel/fault.ts';
import { inPieces, type Sliced } from '../../../kernel/slices.ts';
import type { Json } from '../../../kernel/schema.ts';
import { durationOf, instantOf } from '../../worlds/clock-setting.ts';
import { received, type Arrival, type Received } from './delivered.ts';
import { lookupIn, meantKinds, type KnownKind } from './known.ts';
import type { KeptDelivery } from '../kept/store.ts';
import { findings, type SinkFinding, type Item, type Verification, type VerifyOptions } from './terms.ts';

/** What a world knows when it is asked. */
export interface Witness {
  readonly kinds: readonly KnownKind[];
  /** Simulated epoch milliseconds. */
  readonly now: number;
}

/** Items of a list that are told; `counts` has them all. */
export const mostItems = 100;

/** What checking one thing costs. */
const unitsOfThing = 200;

/** Throws UserError for options that cannot be, and the product's refusal of wrong criteria. */
export function* verifySink(
  { kinds, now }: Witness,
  deliveries: readonly KeptDelivery[],
  options: VerifyOptions,
): Sliced<Verification> {
  const meant = meantKinds(kinds, options.product, options.kind);
  const terms = termsOf(options, now);
  const numbered = meant.filter(({ ids }) => ids === 'number');
  const came = yield* received(deliveries, {
    lookUp: lookupIn(kinds.filter(({ ids }) => ids === 'uuid')),
    lookUpNumber: numbered.length === 0 ? null : lookupIn(numbered),
    idAt: options.idAt ?? null,
  });
  const kind = mostNamed(meant, came);
  const viewer = kind.truths.viewer(kind.product, options.as);
  const shown = yield* kind.truth.select((options.criteria ?? {}) as Json, viewer);
  const report = makeReport();
  const arrivals = came.byKind.get(kind.place) ?? new Map<number, readonly Arrival[]>();
  const { expected, delivered, pending } = yield* judged({ truth: kind.truth, terms, arrivals, report }, shown);
  for (const { id, delivery } of came.strangers)
    report('unexpected', () => ({
      id,
      ...cameWith(delivery),
      requests: [],
      sentence: `Delivery ${delivery.seq} holds ${id}, which is nobody's.`,
    }));
  const counts = report.counts();
  const isWrong = (finding: SinkFinding): boolean =>
    counts[finding] > 0 &&
    (finding !== 'doubled' || options.doubles === 'forbidden') &&
    (finding !== 'outOfOrder' || options.order === 'visible');
  const named = [...came.byKind].reduce((sum, [, of]) => sum + of.size, 0);
  return {
    ok: !findings.some(isWrong),
    product: kind.product.name,
    kind: kind.name,
    expected,
    delivered,
    pending,
    unrecognised: came.unrecognised,
    others: named - arrivals.size,
    counts,
    ...report.lists(),
  };
}

/** Instants and spans of the options, in milliseconds. */
interface Terms {
  readonly from: number;
  readonly to: number;
  readonly delay: number;
  readonly now: number;
}

function termsOf({ from, to, delay }: VerifyOptions, now: number): Terms {
  const instant = (name: string, given: string | number): number => {
    const found = instantOf(given);
    if (found === null) throw new UserError(`${name} must be an instant such as 2026-11-01T00:00:00Z`);
    return found;
  };
  const span = delay === undefined ? Infinity : durationOf(delay);
  if (span === null) throw new UserError('delay must be a span such as 10m');
  return {
    from: from === undefined ? -Infinity : instant('from', from),
    to: to === undefined ? now : instant('to', to),
    delay: span,
    now,
  };
}

/** The kind of which most came, among those that may be meant. */
function mostNamed(meant: readonly KnownKind[], { byKind }: Received): KnownKind {
  const sizeOf = ({ place }: KnownKind): number => byKind.get(place)?.size ?? 0;
  return meant.reduce((most, one) => (sizeOf(one) > sizeOf(most) ? one : most));
}

/** What is judged, and by what. */
interface Case {
  readonly truth: KnownKind['truth'];
  readonly terms: Terms;
  readonly arrivals: ReadonlyMap<number, readonly Arrival[]>;
  readonly report: FoundReport;
}

interface Sums {
  readonly expected: number;
  readonly delivered: number;
  readonly pending: number;
}

function* judged(given: Case, shown: readonly number[]): Sliced<Sums> {
  const { truth, terms, arrivals } = given;
  const meant = new Set<number>();
  let [delivered, pending] = [0, 0];
  yield* inPieces(shown, unitsOfThing, (key) => {
    const since = truth.visible(key);
    if (since < terms.from || since > terms.to) return;
    meant.add(key);
    if (arrivals.has(key)) delivered++;
    else if (terms.delay < Infinity && since + terms.delay > terms.now) pending++;
    judgeMeant(given, key, since);
  });
  yield* inPieces(arrivals, unitsOfThing, ([key, times]) => judgeArrived(given, key, times, meant.has(key)));
  return { expected: meant.size - pending, delivered, pending };
}

/** Something that should have come. */
function judgeMeant({ truth, terms, arrivals, report }: Case, key: number, since: number): void {
  const [first] = arrivals.get(key) ?? [];
  const facts = { firstVisible: isoUtc(since), requests: [] };
  if (first === undefined) {
    if (terms.delay < Infinity && since + terms.delay > terms.now) return;
    const sentence = `It was to be seen from ${isoUtc(since)} on, and never came.`;
    return report('lost', () => ({ id: truth.idOf(key), ...facts, sentence }));
  }
  const by = first.delivery.at - since;
  if (by <= terms.delay) return;
  const sentence = `It came ${spanText(by)} after it was first to be seen.`;
  report('late', () => ({
    id: truth.idOf(key),
    ...facts,
    ...cameWith(first.delivery),
    lateBy: spanText(by),
    sentence,
  }));
}

/** Something that came. */
function judgeArrived({ truth, report }: Case, key: number, times: readonly Arrival[], isMeant: boolean): void {
  const facts = ({ delivery }: Arrival) => ({
    id: truth.idOf(key),
    firstVisible: isoUtc(truth.visible(key)),
    ...cameWith(delivery),
    requests: [],
  });
  const [first] = times;
  if (first !== undefined && !isMeant)
    report('unexpected', () => ({ ...facts(first), sentence: 'It is not what was asked for.' }));
  for (const again of times.length > 1 ? doublesIn(times, truth.changes(key)) : [])
    report('doubled', () => ({
      ...facts(again),
      sentence: `Delivery ${again.delivery.seq} hands it on once more, and it had not changed since.`,
    }));
}

/** Arrivals of a thing that did not change since the one before. */
function doublesIn(times: readonly Arrival[], changes: readonly number[]): readonly Arrival[] {
  const ordered = [...new Set(changes)].sort((one, other) => one - other);
  let next = 0;
  let before: Arrival | null = null;
  return times.filter((arrival) => {
    let isNew = before === null;
    for (; next < ordered.length && (ordered[next] ?? 0) <= arrival.delivery.at; next++)
      if (before !== null) isNew = true;
    // What comes to the same place again takes it.
    if (before?.address !== null && before?.address === arrival.address) isNew = true;
    before = arrival;
    return !isNew;
  });
}

const cameWith = ({ seq, at }: KeptDelivery): Pick<Item, 'delivery' | 'deliveredAt'> => ({
  delivery: seq,
  deliveredAt: isoUtc(at),
});

/** A span as ISO-8601 duration. */
export const spanText = (milliseconds: number): string => {
  const seconds = milliseconds / 1000;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const text = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${Number(rest.toFixed(3))}S` : ''}`;
  return `PT${text === '' ? '0S' : text}`;
};

export type FoundReport = ReturnType<typeof makeReport>;

/** Counts what is found, and keeps the first of each. */
export function makeReport() {
  const lists = Object.fromEntries(findings.map((name) => [name, [] as Item[]])) as Record<SinkFinding, Item[]>;
  const counts = Object.fromEntries(findings.map((name) => [name, 0])) as Record<SinkFinding, number>;
  const add = (finding: SinkFinding, item: () => Item): void => {
    counts[finding]++;
    if (lists[finding].length < mostItems) lists[finding].push(item());
  };
  return Object.assign(add, {
    counts: (): Verification['counts'] => ({ ...counts }),
    lists: (): Readonly<Record<SinkFinding, readonly Item[]>> => lists,
  });
}
