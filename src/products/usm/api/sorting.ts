/** What lists can be sorted by: names become ranks, so that every sort is one of numbers. Source: docs/contract/usm.md §4. */
import type { RecordContext } from '../records/record-context.ts';
import { hostLabel } from '../records/host-names.ts';
import { dataSources } from '../records/kinds.ts';
import { lazy } from '../../../kernel/lazy.ts';
import type { SortField, SortFields } from './paging.ts';
import { priorityLabels } from '../records/disposition.ts';
import { statuses } from '../records/status.ts';
import type { AlarmTable, RawEventTable } from '../records/record-tables.ts';

/** Ranks of names in order of their characters; equal names share one, and no name comes first. */
function ranks(namesOf: () => readonly (string | null)[]): () => Uint16Array {
  return lazy(() => {
    const names = namesOf();
    const order = [...new Set(names.map((name) => name ?? ''))].sort((one, other) => (one < other ? -1 : 1));
    const places = new Map(order.map((name, place) => [name, place]));
    return Uint16Array.from(names, (name) => places.get(name ?? '') ?? 0);
  });
}

type Codes = Uint8Array | Uint16Array;

/** Orders rows by the names that their codes stand for. */
function byName(codes: Codes, namesOf: () => readonly (string | null)[]): SortField {
  const rank = ranks(namesOf);
  return { key: (row) => rank()[codes[row] ?? 0] ?? 0, ranked: { codes, ranks: rank } };
}

const byNumber = (key: SortField['key']): SortField => ({ key });

/** Fields that both lists have. */
function common({ world, ids, kinds }: RecordContext, kind: Codes, sensor: Codes): SortFields {
  const user = byName(kind, () => kinds().map(({ sourceUser }) => sourceUser));
  return {
    event_name: byName(kind, () => kinds().map(({ eventName }) => eventName)),
    source_username: user,
    username: user,
    sensor_uuid: byName(sensor, () => world.sensors.map(ids.sensor)),
  };
}

export function alarmFields(context: RecordContext, table: AlarmTable): SortFields {
  const { world, kinds, disposition } = context;
  const { codes, row, timestamp } = table;
  const rules = () => kinds().map(({ detail }) => detail.detection.killChain);
  const rowOf = (at: number): number => row[at] ?? 0;
  const hosts = ranks(() => world.hosts.map(hostLabel));
  return {
    ...common(context, codes.kind, codes.sensor),
    timestamp: byNumber((at) => timestamp[at] ?? 0),
    timestamp_received: byNumber((at) => disposition.alarmTimes(rowOf(at)).received),
    priority: byNumber((at) => disposition.priority(rowOf(at))),
    priority_label: byName(codes.severity, () => priorityLabels),
    status: byName(codes.status, () => statuses),
    suppressed: byNumber((at) => codes.suppressed[at] ?? 0),
    rule_intent: byName(codes.kind, () => rules().map(({ intent }) => intent)),
    rule_strategy: byName(codes.kind, () => rules().map(({ strategy }) => strategy)),
    rule_method: byName(codes.kind, () => rules().map(({ method }) => method)),
    // An alarm is named after the first of its hosts.
    source_name: byNumber((at) => hosts()[world.hosts[world.baseline.source[rowOf(at)] ?? 0]?.members[0] ?? 0] ?? 0),
    alarm_events_count: byNumber((at) => world.baseline.count[rowOf(at)] ?? 0),
  };
}

export function eventFields(context: RecordContext, table: RawEventTable): SortFields {
  const { world, kinds, disposition } = context;
  const { codes, parent, ordinal, timestamp } = table;
  return {
    ...common(context, codes.kind, codes.sensor),
    timestamp: byNumber((at) => timestamp[at] ?? 0),
    timestamp_received: byNumber((at) => disposition.eventTimes(parent[at] ?? 0, ordinal[at] ?? 0).received),
    suppressed: byNumber((at) => codes.suppressed[at] ?? 0),
    plugin: byName(codes.kind, () => kinds().map(({ source }) => dataSources[source].plugin)),
    source_name: byName(codes.source, () => world.hosts.map(hostLabel)),
  };
}
