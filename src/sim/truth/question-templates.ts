/** What is asked of an alarm: the same questions in all scenarios, each with the answer that a scene gives. */
import { isoUtc } from '../../kernel/clock.ts';
import { severities } from '../../model/detection.ts';

export type QuestionKind = 'who' | 'when' | 'host' | 'howMany' | 'before' | 'what';

/** An event as its questions see it. */
export interface AskedEvent {
  readonly at: number;
  readonly end: number;
  readonly alarm: string;
  readonly signature: string;
  readonly source: string;
  readonly destination: string;
  readonly user: string | null;
  readonly port: number;
  readonly count: number;
  readonly severity: number;
}

/** Events of the alarm, and all events of the customer in that time; both by time, then by address. */
export interface Scene {
  readonly own: readonly AskedEvent[];
  readonly all: readonly AskedEvent[];
}

export interface QuestionTemplate {
  readonly asks: string;
  readonly kind: QuestionKind;
  readonly words: (alarm: string) => string;
  /** Null where it has no answer, or more than one. */
  readonly answer: (scene: Scene) => string | number | null;
}

const minute = 60_000;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const distinct = (values: readonly string[]): number => new Set(values).size;

/** Of the events at the least or the greatest of a time, what they have in common; null where they differ. */
function single(
  events: readonly AskedEvent[],
  time: (event: AskedEvent) => number,
  pick: (event: AskedEvent) => string | number,
) {
  const bound = events.reduce((least, event) => Math.min(least, time(event)), Infinity);
  const values = new Set(events.filter((event) => time(event) === bound).map(pick));
  const [value] = values;
  return values.size === 1 && value !== undefined ? value : null;
}

const first = (events: readonly AskedEvent[], pick: (event: AskedEvent) => string | number) =>
  single(events, ({ at }) => at, pick);
const last = (events: readonly AskedEvent[], pick: (event: AskedEvent) => string | number) =>
  single(events, ({ at }) => -at, pick);

/** The value that most events have; null where two have as many. */
function most(events: readonly AskedEvent[], pick: (event: AskedEvent) => string): string | null {
  const counts = new Map<string, number>();
  for (const event of events) counts.set(pick(event), (counts.get(pick(event)) ?? 0) + 1);
  const greatest = Math.max(...counts.values());
  const found = [...counts].filter(([, count]) => count === greatest);
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

const beginOf = (events: readonly AskedEvent[]): number =>
  events.reduce((least, { at }) => Math.min(least, at), Infinity);
const endOf = (events: readonly AskedEvent[]): number => events.reduce((greatest, { at }) => Math.max(greatest, at), 0);

/** What another alarm did to the source of the first event before it. */
function before({ own, all }: Scene, pick: (event: AskedEvent) => string | number): string | number | null {
  const address = first(own, ({ source }) => source);
  if (address === null) return null;
  const alarm = own[0]?.alarm;
  const earlier = all.filter(
    (event) =>
      event.at < beginOf(own) && event.alarm !== alarm && (event.source === address || event.destination === address),
  );
  return last(earlier, pick);
}

export const templates: readonly QuestionTemplate[] = [
  {
    asks: 'count',
    kind: 'howMany',
    words: (a) => `how many events of "${a}" are there?`,
    answer: ({ own }) => own.length,
  },
  {
    asks: 'first',
    kind: 'when',
    words: (a) => `when did the first event of "${a}" begin?`,
    answer: ({ own }) => isoUtc(beginOf(own)),
  },
  {
    asks: 'firstSource',
    kind: 'who',
    words: (a) => `which address is the source of the first event of "${a}"?`,
    answer: ({ own }) => first(own, ({ source }) => source),
  },
  {
    asks: 'firstDestination',
    kind: 'host',
    words: (a) => `which address is the destination of the first event of "${a}"?`,
    answer: ({ own }) => first(own, ({ destination }) => destination),
  },
  {
    asks: 'firstUser',
    kind: 'who',
    words: (a) => `which user does the first event of "${a}" name?`,
    answer: ({ own }) => first(own, ({ user }) => user ?? '') || null,
  },
  {
    asks: 'alarmBefore',
    kind: 'before',
    words: (a) =>
      `which other alarm was the last to be raised, before the first event of "${a}", with the source of that event at either end?`,
    answer: (scene) => before(scene, ({ alarm }) => alarm),
  },
  {
    asks: 'last',
    kind: 'when',
    words: (a) => `when did the last event of "${a}" begin?`,
    answer: ({ own }) => isoUtc(endOf(own)),
  },
  {
    asks: 'triggers',
    kind: 'howMany',
    words: (a) => `how many triggers do the events of "${a}" aggregate in all?`,
    answer: ({ own }) => sum(own.map(({ count }) => count)),
  },
  {
    asks: 'destinations',
    kind: 'howMany',
    words: (a) => `how many different addresses are destinations of events of "${a}"?`,
    answer: ({ own }) => distinct(own.map(({ destination }) => destination)),
  },
  {
    asks: 'sources',
    kind: 'howMany',
    words: (a) => `how many different addresses are sources of events of "${a}"?`,
    answer: ({ own }) => distinct(own.map(({ source }) => source)),
  },
  {
    asks: 'timeBefore',
    kind: 'before',
    words: (a) =>
      `when did the last event of another alarm begin, before the first event of "${a}", with the source of that event at either end?`,
    answer: (scene) => before(scene, ({ at }) => isoUtc(at)),
  },
  {
    asks: 'busiestSource',
    kind: 'who',
    words: (a) => `which address is the source of the most events of "${a}"?`,
    answer: ({ own }) => most(own, ({ source }) => source),
  },
  {
    asks: 'busiestDestination',
    kind: 'host',
    words: (a) => `which address is the destination of the most events of "${a}"?`,
    answer: ({ own }) => most(own, ({ destination }) => destination),
  },
  {
    asks: 'severity',
    kind: 'what',
    words: (a) => `what is the highest severity of an event of "${a}"?`,
    answer: ({ own }) => severities[Math.max(...own.map(({ severity }) => severity))] ?? null,
  },
  {
    asks: 'end',
    kind: 'when',
    words: (a) => `when was the last trigger of any event of "${a}"?`,
    answer: ({ own }) => isoUtc(Math.max(...own.map(({ end }) => end))),
  },
  {
    asks: 'signature',
    kind: 'what',
    words: (a) => `which signature raised "${a}"?`,
    answer: ({ own }) => most(own, ({ signature }) => signature),
  },
  {
    asks: 'port',
    kind: 'what',
    words: (a) => `which port is the destination of the first event of "${a}"?`,
    answer: ({ own }) => first(own, ({ port }) => port),
  },
  {
    asks: 'largest',
    kind: 'howMany',
    words: (a) => `how many triggers does the largest event of "${a}" aggregate?`,
    answer: ({ own }) => Math.max(...own.map(({ count }) => count)),
  },
  {
    asks: 'othersBefore',
    kind: 'before',
    words: (a) => `how many events of other alarms began before the first event of "${a}"?`,
    answer: ({ own, all }) => all.filter(({ at, alarm }) => at < beginOf(own) && alarm !== own[0]?.alarm).length,
  },
  {
    asks: 'firstHour',
    kind: 'howMany',
    words: (a) => `how many events of "${a}" began less than an hour after the first?`,
    answer: ({ own }) => own.filter(({ at }) => at < beginOf(own) + 60 * minute).length,
  },
  {
    asks: 'lastSource',
    kind: 'who',
    words: (a) => `which address is the source of the last event of "${a}"?`,
    answer: ({ own }) => last(own, ({ source }) => source),
  },
  {
    asks: 'lastDestination',
    kind: 'host',
    words: (a) => `which address is the destination of the last event of "${a}"?`,
    answer: ({ own }) => last(own, ({ destination }) => destination),
  },
  {
    asks: 'alarms',
    kind: 'howMany',
    words: (a) => `how many different alarms were raised up to the last event of "${a}", that one included?`,
    answer: ({ own, all }) => distinct(all.filter(({ at }) => at <= endOf(own)).map(({ alarm }) => alarm)),
  },
];
