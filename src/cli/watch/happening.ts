/** What can happen on a simulator, and the sentence that tells of it. */

/** What can be watched; each tells of happenings of its kind. */
export const watchables = ['events', 'alarms', 'steps', 'requests'] as const;
export type Watchable = (typeof watchables)[number];

export interface Happening {
  /** Simulated instant, ISO-8601. */
  readonly at: string;
  readonly kind: 'event' | 'alarm' | 'step' | 'request';
  /** Null for what has none. */
  readonly severity: string | null;
  readonly text: string;
  /** As the control plane tells of it. */
  readonly detail: object;
}

/** An event of `GET /_sim/truth/events`, as far as it is told. */
export interface SeenEvent {
  /** By product and by the kind of thing that it is there. */
  readonly ids: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly at: string;
  readonly alarm: string;
  readonly severity: string;
  readonly source: string;
  readonly destination: string;
  readonly customer: string;
  readonly story: string | null;
  readonly step: string | null;
}

/** A story of `GET /_sim/truth`, as far as it is told. */
export interface SeenStory {
  readonly story: string;
  readonly customer: string;
  readonly steps: readonly SeenStep[];
}

export interface SeenStep {
  readonly name: string;
  readonly begin: string;
  readonly cause: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly alarm: string | null;
  readonly technique: { readonly id: string; readonly name: string } | null;
  readonly count: number;
  readonly does: string | null;
  readonly about: readonly string[];
  readonly by: string | null;
}

/** An entry of the journal, as far as it is told. */
export interface SeenRequest {
  readonly seq: number;
  readonly at: string;
  readonly product: string | null;
  readonly operation: string | null;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly principal: string | null;
  readonly faults: readonly string[];
  readonly status: number;
  readonly took: number;
}

const alarms = 'alarms';

/** An event, and the alarm that some product made of it. */
export function happeningsOf(event: SeenEvent, wanted: ReadonlySet<Watchable>): readonly Happening[] {
  const { at, severity, alarm, source, destination, customer, story, step, ids } = event;
  const ofStory = story === null ? '' : `, step ${step} of ${story}`;
  const idsOf = (isOfAlarm: boolean): string =>
    Object.values(ids)
      .flatMap((kinds) => Object.entries(kinds))
      .flatMap(([kind, id]) => ((kind === alarms) === isOfAlarm ? [`  ${id}`] : []))
      .join('');
  const told = (kind: 'event' | 'alarm', id: string): Happening => {
    const text = `${alarm} ${source} -> ${destination} at ${customer}${ofStory}${id}`;
    return { at, kind, severity, text, detail: event };
  };
  const alarmIds = idsOf(true);
  return [
    ...(wanted.has('events') ? [told('event', idsOf(false))] : []),
    ...(wanted.has(alarms) && alarmIds !== '' ? [told('alarm', alarmIds)] : []),
  ];
}

export function happeningOfStep({ story, customer }: SeenStory, step: SeenStep): Happening {
  const { name, begin, cause, does } = step;
  const after = cause === null ? '' : `, after ${cause}`;
  const what = does === null ? eventsText(step) : deedText(step);
  const text = `${story} at ${customer}: ${name}${after}: ${what}`;
  return { at: begin, kind: 'step', severity: null, text, detail: { story, customer, ...step } };
}

function eventsText({ alarm, technique, from, to, count }: SeenStep): string {
  const ends = [from, to].filter((end) => end !== null).join(' -> ');
  const attack = technique === null ? '' : ` (${technique.id} ${technique.name})`;
  return `${count} x ${alarm ?? 'event'}${attack}${ends === '' ? '' : ` ${ends}`}`;
}

function deedText({ does, about, by }: SeenStep): string {
  return [does, about.join(', '), by === null ? '' : `by ${by}`].filter((part) => part !== '').join(' ');
}

export function happeningOfRequest(entry: SeenRequest): Happening {
  const { at, method, path, query, status, operation, principal, faults, took } = entry;
  const asked = Object.entries(query).flatMap(([name, values]) => [values].flat().map((value) => `${name}=${value}`));
  const target = asked.length === 0 ? path : `${path}?${asked.join('&')}`;
  const text = [
    `${status === 0 ? 'cut' : status} ${method} ${target}`,
    operation ?? 'no operation',
    ...(principal === null ? [] : [`by ${principal}`]),
    `${Math.round(took)} ms`,
    ...(faults.length === 0 ? [] : [`met ${faults.join(', ')}`]),
  ].join('  ');
  return { at, kind: 'request', severity: null, text, detail: entry };
}
