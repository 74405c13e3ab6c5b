/** Submitting an event again: flags are added, properties overwritten, what else is given replaces what was. Source: docs/contract/argus.md §12.4. */
import { rawStanding } from '../../../corpus/raw-view.ts';
import type { RowId } from '../../../model/event-id.ts';
import { severities, type Severity } from '../../../model/detection.ts';
import type { MarkSet } from '../../../model/mark.ts';
import type { NamedEnd, NamedEnds } from '../../../model/submission.ts';
import { submittedAt } from '../../../model/submitted.ts';
import type { Detail, Sensor } from '../../../model/world.ts';
import type { Overlay } from '../../../state/overlay.ts';
import { flagSet, furtherFlags, hasBit, type AnyFlag, type Flag } from '../common/flag.ts';
import { namedSubEvents } from '../events/event-id.ts';
import { endFlags, type FlagEnd } from './flags.ts';
import {
  caseSetOf,
  detailOf,
  hostOf,
  impliedFlags,
  namedEnd,
  type DetailFacts,
  type NewEventData,
} from './submit-parts.ts';

interface Updated {
  /** Why nothing was changed; null when something was. */
  readonly message: string | null;
  readonly associated: boolean;
}

const { low: FINALIZED } = flagSet(['FINALIZED']);
const { low: SNAPSHOT } = flagSet(['SNAPSHOT']);

/** Changes an event that there is by what was given. One that is finalized, or a snapshot, stays as it is. */
export function update(overlay: Overlay, event: RowId, data: NewEventData, at: number): Updated {
  const { world } = overlay;
  const { row, ordinal } = event;
  const columns = overlay.columnsAt(row);
  const isSubmitted = submittedAt(world, row) !== undefined;
  const own = ordinal === null || isSubmitted ? (columns.flagsLow[row] ?? 0) : rawStanding(world, row, ordinal).low;
  if ((own & FINALIZED) !== 0) return { message: 'The event is finalized: nothing was changed', associated: false };
  if ((own & SNAPSHOT) !== 0) return { message: 'Snapshot events cannot be changed', associated: false };
  if (isSubmitted) amend(overlay, row, data);
  const before = world.caseSets[columns.cases[row] ?? 0] ?? [];
  if (ordinal === null && data.cases.length > 0) overlay.moveCases(row, caseSetOf(overlay, before, data.cases));
  const implied = isSubmitted
    ? impliedFlags(world, data, columns.source[row] ?? 0, columns.destination[row] ?? 0)
    : data.cases.length > 0
      ? (['NOTIFIED'] as const)
      : [];
  setMarks(overlay, event, data, { implied, at });
  give(overlay, event, data);
  return { message: null, associated: data.cases.length > 0 };
}

/** What of a submitted event no flag tells: each member that was given replaces what the event had (assumed). */
function amend(overlay: Overlay, row: number, data: NewEventData): void {
  const { world } = overlay;
  const columns = world.aggregated;
  const given = new Set(data.given);
  const { customer } = world.sensors[data.sensor] as Sensor;
  const detail = world.details[columns.detail[row] ?? 0] as Detail;
  const timestamp = columns.timestamp[row] ?? 0;
  overlay.amend(row, {
    ...(given.has('location') && { sensor: data.sensor }),
    ...(given.has('source') && { source: hostOf(overlay, data.source, customer), sourcePort: data.source.port }),
    ...(given.has('destination') && {
      destination: hostOf(overlay, data.destination, customer),
      destinationPort: data.destination.port,
    }),
    ...(given.has('count') && !data.isRaw && { count: data.count }),
    ...(given.has('endTimestamp') && { duration: Math.max(0, data.end - timestamp) }),
    ...(given.has('payload') && { payload: data.payload }),
    ends: endsAfter(submittedAt(world, row)?.ends, data),
    detail: detailOf(overlay, detailAfter(detail, severities[columns.severity[row] ?? 0] as Severity, data)),
  });
}

/** An end that was given is another one, by its names as well. */
function endsAfter(before: NamedEnds | undefined, data: NewEventData): NamedEnds {
  const given = new Set(data.given);
  const end = (name: FlagEnd): NamedEnd =>
    given.has(name) || before === undefined ? namedEnd(data[name]) : before[name];
  return { source: end('source'), destination: end('destination') };
}

function detailAfter({ signature, detection, variant }: Detail, severity: Severity, data: NewEventData): DetailFacts {
  const given = new Set(data.given);
  return {
    signature: given.has('signature') ? data.signature : signature,
    severity,
    transport: given.has('protocol') ? data.transport : detection.transport,
    fqdn: given.has('fqdn') ? data.fqdn : variant.domain,
    uri: given.has('uri') ? data.uri : variant.uri,
    properties: variant.properties,
    destination: given.has('destination') ? data.destination : { port: variant.port },
  };
}

/** Sets flags, severity and the time of the last change. */
function setMarks(
  overlay: Overlay,
  { row, ordinal }: RowId,
  data: NewEventData,
  { implied, at }: { readonly implied: readonly Flag[]; readonly at: number },
): void {
  const given = new Set(data.given);
  const names = data.flags as readonly AnyFlag[];
  const severity = given.has('severity') ? severities.indexOf(data.severity) : null;
  const set = flagSet([...names.filter(hasBit), ...implied]);
  const stale = flagSet((['source', 'destination'] as const).flatMap((end) => (given.has(end) ? ofEnd(end) : [])));
  const { world } = overlay;
  const columns = overlay.columnsAt(row);
  if (ordinal === null) {
    const before = without({ low: columns.flagsLow[row] ?? 0, high: columns.flagsHigh[row] ?? 0 }, stale);
    const after = partly(before, set, given.has('flags'));
    columns.flagsLow[row] = after.low;
    columns.flagsHigh[row] = after.high;
    columns.severity[row] = severity ?? columns.severity[row] ?? 0;
    columns.updated[row] = at;
    return;
  }
  overlay.override(row, ordinal, rawStanding(world, row, ordinal), (raw) => {
    const before = without(raw, stale);
    raw.low = (before.low | set.low) >>> 0;
    raw.high = (before.high | set.high) >>> 0;
    raw.severity = severity ?? raw.severity;
    raw.updated = at;
  });
  // The row of a submitted raw event is its own: it tells whether the event is finalized.
  if (submittedAt(world, row) !== undefined) columns.flagsLow[row] = ((columns.flagsLow[row] ?? 0) | set.low) >>> 0;
}

/** Flags that say where an end lies: of no use once it is another one. */
const ofEnd = (end: FlagEnd): readonly Flag[] => [
  endFlags[end].isCustomerNet,
  endFlags[end].isPartialCustomerNet,
  endFlags[end].customAggregation,
];
const without = ({ low, high }: MarkSet, stale: MarkSet): MarkSet => ({
  low: low & ~stale.low,
  high: high & ~stale.high,
});

/** Flags that may hold for some members of an aggregate only, each with the one that says so. */
const inPart: readonly (readonly [whole: Flag, part: Flag])[] = [
  ['BLOCKED', 'PARTIALLY_BLOCKED'],
  ['SSL_TERMINATED', 'PARTIAL_SSL_TERMINATED'],
  ['ACKNOWLEDGED', 'PARTIALLY_ACKNOWLEDGED'],
];

/**
 * Old flags and new ones together. Where old and new members differ in a flag that may hold in part, it does (assumed): what was
 * acknowledged is so in part whatever comes to it, the others when flags are given.
 */
function partly(before: MarkSet, given: MarkSet, isSaid: boolean): MarkSet {
  let { low, high } = { low: before.low | given.low, high: before.high | given.high };
  for (const [whole, part] of inPart) {
    const [all, some] = [flagSet([whole]), flagSet([part])];
    const has = ({ low: one, high: other }: MarkSet, { low: a, high: b }: MarkSet): boolean =>
      ((one & a) | (other & b)) !== 0;
    const isTold = isSaid || whole === 'ACKNOWLEDGED';
    const isPart = has(before, some) || has(given, some) || (isTold && has(before, all) !== has(given, all));
    if (!isPart) continue;
    low = (low | some.low) & ~all.low;
    high = (high | some.high) & ~all.high;
  }
  return { low: low >>> 0, high: high >>> 0 };
}

/** What no column holds: properties, flags without a bit, and further events that it was made of. */
function give(overlay: Overlay, { row, ordinal }: RowId, data: NewEventData): void {
  const named = new Set(namedSubEvents(overlay.world, row));
  const subEvents = ordinal === null ? data.subEvents.filter((id) => !named.has(id)) : [];
  if (Object.keys(data.properties).length + data.flags.length + subEvents.length === 0) return;
  overlay.add(row, ordinal, (before) => ({
    ...before,
    properties: { ...before.properties, ...data.properties },
    marks: furtherFlags.filter((name) => before.marks.includes(name) || data.flags.includes(name)),
    subEvents: [...before.subEvents, ...subEvents],
  }));
}
