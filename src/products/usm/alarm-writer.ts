/** Alarms as JSON text. Source: contract/usm.md §7, seed 003. */
import { hostAt } from '../../corpus/raw-view.ts';
import type { DialectName } from '../../model/tenant.ts';
import type { Sensor } from '../../model/world.ts';
import type { Ends } from './ends.ts';
import type { EventWriter, Parts } from './event-writer.ts';
import { alarmFacts, serviceOf } from './facts.ts';
import type { Kind } from './kinds.ts';
import { priorityLabels, statuses } from './standing.ts';
import { kindAt } from './tables.ts';
import { inner, kept, selfText, timesText } from './text.ts';

export type AlarmForm = 'detail' | 'list';

/** The alarm of the aggregate `row`; `root` is the address of the API. */
export type AlarmWriter = (row: number, form: AlarmForm, labels: readonly string[], root: string) => string;

export function makeAlarmWriter(parts: Parts, ends: Ends, event: EventWriter, dialect: DialectName): AlarmWriter {
  const { world, ids, standing, kinds } = parts;
  const { baseline } = world;
  const isDocumented = dialect === 'documented';
  const kindOf = (code: number): Kind => kinds[code] as Kind;
  const facts = kept((code) =>
    inner({ event_name: kindOf(code).eventName, ...alarmFacts(kindOf(code), isDocumented) }),
  );
  const sensorId = kept((index) => ids.sensor(world.sensors[index] as Sensor));
  const tenant = inner({ x_att_tenantid: ids.tenant, x_att_tenant_subdomain: 'siem-sim' });
  const services = kinds.map(serviceOf);

  /** Distinct hosts of the stored events: several only where the aggregate spans a network. */
  const hostsOf = (column: Uint16Array, row: number, stored: readonly number[]): readonly number[] => {
    const code = column[row] ?? 0;
    if ((world.hosts[code]?.members.length ?? 1) === 1) return [hostAt(world, code, 0)];
    return [...new Set(stored.map((ordinal) => hostAt(world, code, ordinal)))];
  };

  const stored = (row: number, ordinals: readonly number[], form: AlarmForm, root: string): string => {
    const texts = ordinals.map((ordinal) => {
      if (isDocumented) return `{"uuid":"${ids.event(row, ordinal)}"}`;
      const text = event(row, ordinal, 'nested', root);
      if (form === 'detail') return text;
      // The id is never filled in: the link is literally this (contract/usm.md §7).
      const link = `{"self":{"href":"${root}/events/{eventId}","templated":true}}`;
      return `{"_links":${link},"timeStamp":${standing.eventTimes(row, ordinal).occured},"message":${text}}`;
    });
    return `"events":[${texts.join(',')}]`;
  };

  return (row, form, labels, root) => {
    const kind = kindAt(world, row);
    const ordinals = standing.stored(row);
    const sources = hostsOf(baseline.source, row, ordinals);
    const destinations = hostsOf(baseline.destination, row, ordinals);
    const id = ids.alarm(row);
    const sensor = sensorId(baseline.sensor[row] ?? 0);
    const times = standing.alarmTimes(row);
    const status = `"status":"${statuses[standing.status(row)]}"`;
    const suppressed = `"suppressed":${standing.suppressed(row)}`;
    const label = `"priority_label":"${priorityLabels[baseline.severity[row] ?? 0]}"`;
    const self = selfText(`${root}/alarms/${id}`, dialect);
    const events = stored(row, ordinals, form, root);
    const needs = '"needs_enrichment":false';
    const priority = `"priority":${standing.priority(row)}`;
    const newest = ordinals.map((ordinal) => `"${ids.event(row, ordinal)}"`).reverse();
    const packets = `"packet_data":[${newest.join(',')}]`;
    const free =
      `${ends.ofAlarm('source', sources[0] ?? 0, null)},${ends.ofAlarm('destination', destinations[0] ?? 0, services[kind] ?? null)},` +
      `${ends.lists('source', sources)},${ends.lists('destination', destinations)},${facts(kind)},` +
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
