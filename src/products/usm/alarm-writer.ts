/** Alarms as JSON text. Source: contract/usm.md §7, seed 003. */
import { hostAt } from '../../corpus/raw-view.ts';
import type { DialectName } from '../../model/tenant.ts';
import type { Host, Sensor } from '../../model/world.ts';
import type { Ends } from './ends.ts';
import type { EventWriter, Parts } from './event-writer.ts';
import { alarmFacts, serviceOf } from './facts.ts';
import type { Kind } from './kinds.ts';
import type { EventRef } from './membership.ts';
import { kindAt } from './records.ts';
import { priorityLabels } from './standing.ts';
import { statuses } from './status.ts';
import { inner, kept, selfText, timesText } from './text.ts';

export type AlarmForm = 'detail' | 'list';

/** The alarm of the aggregate `row`; `root` is the address of the API. */
export type AlarmWriter = (row: number, form: AlarmForm, labels: readonly string[], root: string) => string;

export function makeAlarmWriter(parts: Parts, ends: Ends, event: EventWriter, dialect: DialectName): AlarmWriter {
  const { world, ids, standing, kinds } = parts;
  const isDocumented = dialect === 'documented';
  const facts = kept((kind: Kind) => inner({ event_name: kind.eventName, ...alarmFacts(kind, isDocumented) }));
  const sensorId = kept(ids.sensor);
  const tenant = inner({ x_att_tenantid: ids.tenant, x_att_tenant_subdomain: 'siem-sim' });

  /** Distinct hosts of the stored events: several where the aggregate spans a network, or is made of submitted events. */
  const hostsOf = (end: 'source' | 'destination', row: number, stored: readonly EventRef[]): readonly Host[] => {
    const code = world.baseline[end][row] ?? 0;
    const isOne = (world.hosts[code]?.members.length ?? 1) === 1 && (stored[0]?.row ?? row) === row;
    const codes = isOne
      ? [hostAt(world, code, 0)]
      : new Set(stored.map((of) => hostAt(world, world.baseline[end][of.row] ?? 0, of.ordinal)));
    return (stored.length === 0 ? [hostAt(world, code, 0)] : [...codes]).map((found) => world.hosts[found] as Host);
  };

  const storedText = (stored: readonly EventRef[], form: AlarmForm, root: string): string => {
    const texts = stored.map(({ row, ordinal }) => {
      if (isDocumented) return `{"uuid":"${ids.event(row, ordinal)}"}`;
      const text = event(row, ordinal, 'nested', root);
      if (form === 'detail') return text;
      // The id is never filled in: the link is literally this (contract/usm.md §7).
      const link = `{"self":{"href":"${root}/events/{eventId}","templated":true}}`;
      return `{"_links":${link},"timeStamp":${standing.occured(row, ordinal)},"message":${text}}`;
    });
    return `"events":[${texts.join(',')}]`;
  };

  return (row, form, labels, root) => {
    const { baseline } = world;
    const kind = kinds()[kindAt(world, row)] as Kind;
    const stored = standing.stored(row);
    const sources = hostsOf('source', row, stored);
    const destinations = hostsOf('destination', row, stored);
    const id = ids.alarm(row);
    const sensorCode = baseline.sensor[row] ?? 0;
    const sensor = sensorId(sensorCode, world.sensors[sensorCode] as Sensor);
    const times = standing.alarmTimes(row);
    const status = `"status":"${statuses[standing.status(row)]}"`;
    const suppressed = `"suppressed":${standing.suppressed(row)}`;
    const label = `"priority_label":"${priorityLabels[baseline.severity[row] ?? 0]}"`;
    const self = selfText(`${root}/alarms/${id}`, dialect);
    const events = storedText(stored, form, root);
    const needs = '"needs_enrichment":false';
    const priority = `"priority":${standing.priority(row)}`;
    const newest = stored.map((of) => `"${ids.event(of.row, of.ordinal)}"`).reverse();
    const packets = `"packet_data":[${newest.join(',')}]`;
    const free =
      `${ends.ofAlarm('source', sources[0] as Host, null)},${ends.ofAlarm('destination', destinations[0] as Host, serviceOf(kind))},` +
      `${ends.lists('source', sources)},${ends.lists('destination', destinations)},${facts(kind.code, kind)},` +
      `"alarm_events_count":${baseline.count[row] ?? 1},"alarm_labels":${JSON.stringify(labels)},` +
      `"alarm_sensor_sources":["${sensor}"],"sensor_uuid":"${sensor}",${tenant}`;
    if (!isDocumented) {
      const empty = form === 'detail' ? '"destinations":[],"sources":[],' : '';
      return `{"uuid":"${id}",${needs},${packets},${priority},${suppressed},${empty}${events},${status},${self},${label},${timesText(times, false)},${free}}`;
    }
    if (form === 'list')
      return `{"id":"${id}",${suppressed},${status},${label},${timesText(times, true)},"uuid":"${id}","has_alarm":false,${needs},${priority},${packets},${events},${free},${self}}`;
    return `{"uuid":"${id}","has_alarm":false,${needs},${priority},${suppressed},${events},${packets},${label},${timesText(times, false)},${free},${status},${self}}`;
  };
}
