/** Compares what clients handed on with what a product showed: lost, doubled, late, altered, unexpected, out of order. */
import { isoUtc } from '../../../kernel/clock.ts';
import { UserError } from '../../../kernel/fault.ts';
import { inPieces, type Sliced } from '../../../kernel/slices.ts';
import type { Json } from '../../../kernel/schema.ts';
import { durationOf, instantOf } from '../../worlds/clock-setting.ts';
import type { JournalEntry } from '../../journal/entry.ts';
import type { KeptDelivery } from '../kept/store.ts';
import type { Arrival, Received } from './delivered.ts';
import { judgeThing, type JudgedThing, type JudgeTerms, type Sums } from './judge.ts';
import type { KnownKind } from './known.ts';
import type { PastSource } from './past.ts';
import { fieldTerms, read } from './reading.ts';
import { cameWith, makeReport, type FoundReport } from './report.ts';
import { suspected, unitsOfThing } from './suspects.ts';
import { sentenceOf } from './sentences.ts';
import { tracesOf } from './traces.ts';
import { findings, type Item, type SinkFinding, type Verification, type VerifyOptions } from './terms.ts';
import { historiesOf, type VersionHistory } from './versions.ts';

/** What a world knows when it is asked. */
export interface Witness {
  readonly kinds: readonly KnownKind[];
  /** Simulated epoch milliseconds. */
  readonly now: number;
  readonly past: PastSource;
  /** Requests of a product that the journal has, oldest first, and whether it has forgotten some. */
  readonly requests: (product: string) => { readonly entries: readonly JournalEntry[]; readonly isForgotten: boolean };
}

/** Throws UserError for options that cannot be, and the product's refusal of wrong criteria. */
export function* verifySink(
  witness: Witness,
  deliveries: readonly KeptDelivery[],
  options: VerifyOptions,
): Sliced<Verification> {
  const terms = termsOf(options, witness.now);
  const { kind, came } = yield* read(witness.kinds, deliveries, options);
  const arrivals = came.byKind.get(kind.place) ?? new Map<number, readonly Arrival[]>();
  const criteria = (options.criteria ?? {}) as Json;
  const select = (of: KnownKind): Sliced<readonly number[]> =>
    of.truth.select(criteria, of.truths.viewer(of.product, options.as), options.search);
  const shown = yield* select(kind);
  const meant = new Set(shown);
  const things = [...new Set([...shown, ...arrivals.keys()])];
  const { suspects, visible: seen } = yield* suspected(
    { kind, terms, arrivals, meant, options, past: witness.past },
    things,
  );
  const histories =
    suspects.length === 0
      ? none
      : yield* historiesOf(kind.place, suspects, witness.past, {
          fields: fieldTerms(kind, options),
          meant: options.criteria === undefined ? null : { select },
        });
  const [report, sums] = [makeReport(), { expected: 0, delivered: 0, pending: 0, outside: 0 } as Sums];
  yield* inPieces(things, unitsOfThing, (key) => {
    const visible = seen.get(key) ?? 0;
    const history = histories.get(key) ?? null;
    const since = sinceWhen(meant.has(key), visible, history);
    const isInRange = since !== null && since >= terms.from && since <= terms.to;
    const judged: JudgedThing = {
      id: kind.truth.idOf(key),
      since,
      isInRange,
      visible,
      arrivals: arrivals.get(key) ?? [],
      history,
    };
    if (isInRange || judged.arrivals.length > 0) judgeThing(judged, terms, report, sums);
  });
  if (options.order === 'visible') yield* judgeOrder(kind, arrivals, report);
  strangersOf(came, report);
  const lists = options.explain === false ? report.lists() : yield* withStories(witness, kind, report.lists());
  return verification(kind, options, { came, arrivals, report, sums, lists });
}

const none: ReadonlyMap<number, VersionHistory> = new Map();

/** Since when a thing is what was asked for; null for what never was. */
function sinceWhen(isMeant: boolean, visible: number, history: VersionHistory | null): number | null {
  const began = history?.meant ?? null;
  if (began !== null) return Math.max(visible, began.at);
  return isMeant ? visible : null;
}

/** Things in the order in which they came, against that in which they were to be seen. */
function* judgeOrder(
  { truth }: KnownKind,
  arrivals: ReadonlyMap<number, readonly Arrival[]>,
  report: FoundReport,
): Sliced<void> {
  const firsts = [...arrivals].flatMap(([key, [first]]) =>
    first === undefined ? [] : [{ key, delivery: first.delivery }],
  );
  let latest = { visible: -Infinity, key: -1, seq: 0 };
  yield* inPieces(
    firsts.sort((one, other) => one.delivery.seq - other.delivery.seq),
    unitsOfThing,
    ({ key, delivery }) => {
      const visible = truth.visible(key);
      if (visible >= latest.visible) latest = { visible, key, seq: delivery.seq };
      else if (delivery.seq > latest.seq) {
        const { seq, key: newer } = latest;
        report.add('outOfOrder', () => ({
          id: truth.idOf(key),
          firstVisible: isoUtc(visible),
          ...cameWith(delivery),
          requests: [],
          sentence: `It came after ${truth.idOf(newer)} of delivery ${seq}, which was to be seen later.`,
        }));
      }
    },
  );
}

type FoundLists = Readonly<Record<SinkFinding, readonly Item[]>>;

/** What is lost and late, with the requests that should have carried it and what most likely happened. */
function* withStories({ requests, past }: Witness, kind: KnownKind, lists: FoundLists): Sliced<FoundLists> {
  const told = [...lists.lost, ...lists.late];
  if (told.length === 0) return lists;
  const { entries, isForgotten } = requests(kind.product.name);
  const wanted = told.map(({ id, firstVisible = '' }) => ({ id, visible: Date.parse(firstVisible) }));
  const traces = yield* tracesOf(kind.place, wanted, entries, past);
  const explained = (item: Item): Item => {
    const trace = traces.get(item.id);
    const key = kind.truth.find(item.id);
    if (trace === undefined || key === null) return item;
    const { id, sentence } = item;
    const what = { id, visible: kind.truth.visible(key), happened: kind.truth.happened(key), sentence };
    return { ...item, requests: trace.carriers.map(({ seq }) => seq), sentence: sentenceOf(what, trace, isForgotten) };
  };
  return { ...lists, lost: lists.lost.map(explained), late: lists.late.map(explained) };
}

function strangersOf({ strangers }: Received, report: FoundReport): void {
  for (const { id, delivery } of strangers)
    report.add('unexpected', () => ({
      id,
      ...cameWith(delivery),
      requests: [],
      sentence: `Delivery ${delivery.seq} holds ${id}, which is nobody's.`,
    }));
}

function termsOf({ from, to, delay, order, versions = 'any' }: VerifyOptions, now: number): JudgeTerms {
  const instant = (name: string, given: string | number): number => {
    const found = instantOf(given);
    if (found === null) throw new UserError(`${name} must be an instant such as 2026-11-01T00:00:00Z`);
    return found;
  };
  const span = delay === undefined ? Infinity : durationOf(delay);
  if (span === null) throw new UserError('delay must be a span such as 10m');
  return {
    from: from === undefined ? -Infinity : instant('from', from),
    to: to === undefined ? Infinity : instant('to', to),
    delay: span,
    now,
    versions,
    ...(order !== undefined && { order }),
  };
}

interface Outcome {
  readonly came: Received;
  readonly arrivals: ReadonlyMap<number, readonly Arrival[]>;
  readonly report: FoundReport;
  readonly sums: Sums;
  readonly lists: FoundLists;
}

function verification(
  kind: KnownKind,
  options: VerifyOptions,
  { came, arrivals, report, sums, lists }: Outcome,
): Verification {
  const counts = report.counts();
  const isWrong = (finding: SinkFinding): boolean => {
    if (counts[finding] === 0) return false;
    if (finding === 'doubled') return options.doubles === 'forbidden';
    return finding !== 'outOfOrder' || options.order === 'visible' || (options.versions ?? 'any') !== 'any';
  };
  const named = [...came.byKind.values()].reduce((sum, of) => sum + of.size, 0);
  return {
    ok: !findings.some(isWrong),
    product: kind.product.name,
    kind: kind.name,
    ...sums,
    unrecognised: came.unrecognised,
    others: named - arrivals.size,
    counts,
    ...lists,
  };
}
