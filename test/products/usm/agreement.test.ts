/** One attack seen through Argus and through USM Anywhere is the same attack. */
import { dictionaryOf } from '../../../src/products/usm/json/facts.ts';
import { expect, test } from 'vitest';
import { contains, parseRange } from '../../../src/kernel/net.ts';
import { itemsOf, tenant } from './support.ts';

const argusKey = { 'Argus-API-Key': '1/2/mysecretapikey' };

async function everything() {
  const world = await tenant('live', { events: 10_000 });
  const { ask, url } = world;
  const pages = await Promise.all([0, 1, 2].map((page) => ask(`/alarms?size=2000&page=${page}`)));
  const alarms = pages.flatMap(itemsOf);
  const response = await fetch(`${url}/events/v1/aggregated/search`, {
    method: 'POST',
    headers: { ...argusKey, 'Content-Type': 'application/json' },
    body: JSON.stringify({ startTimestamp: 0, limit: 0 }),
  });
  const { data } = (await response.json()) as { data: any[] };
  const events = new Map<string, any[]>();
  for (const event of data) {
    const key = String(event.timestamp);
    events.set(key, [...(events.get(key) ?? []), event]);
  }
  return { ...world, alarms, events };
}

/** Whether an address is the end's, or one of the network that the end stands for. */
function isAt(address: string, { networkAddress }: any): boolean {
  const [inner, outer] = [parseRange(address), parseRange(`${networkAddress.address}/${networkAddress.maskBits}`)];
  return inner !== null && outer !== null && contains(outer, inner);
}

test('each alarm names an incident that Argus shows with the same addresses and time', async () => {
  const { alarms, events } = await everything();
  expect(alarms.length).toBeGreaterThanOrEqual(3500);
  expect(new Set(alarms.map(({ uuid }) => uuid)).size).toBe(alarms.length);
  const strays: string[] = [];
  for (const alarm of alarms) {
    const { alarm_events_count: count, events: shown } = alarm;
    const [sources, destinations] = ['source_address', 'destination_address'].map((name) =>
      shown.map(({ message }: any) => message[name]),
    );
    const same = (events.get(alarm.events[0].message.timestamp_occured) ?? []).filter(
      (event) =>
        event.count === count &&
        sources.every((address: string) => isAt(address, event.source)) &&
        destinations.every((address: string) => isAt(address, event.destination)),
    );
    const [event] = same;
    const label = event?.severity === 'critical' ? 'high' : event?.severity;
    const isSame = alarm.events[0].message.event_description === event?.attackInfo.alarmDescription;
    if (same.length !== 1 || !isSame || alarm.priority_label !== label) strays.push(alarm.uuid);
  }
  expect(strays).toEqual([]);
});

test('the events of an alarm are its own: first and last, with its addresses, and they lead back to it', async () => {
  const { ask, alarms } = await everything();
  const size = 60;
  for (const alarm of alarms.filter((_, at) => at % Math.floor(alarms.length / size) === 0)) {
    const messages = alarm.events.map(({ message }: any) => message);
    expect(messages.at(-1).timestamp_occured).toBe(alarm.timestamp_occured);
    expect(alarm.packet_data).toEqual(messages.map(({ uuid }: any) => uuid).reverse());
    const times = messages.map((message: any) => Number(message.timestamp_occured));
    expect(times).toEqual([...times].sort((one, other) => one - other));
    for (const message of messages) {
      const { json } = await ask(`/events/${message.uuid}`);
      const { _links: links, ...event } = json;
      expect(links.self.href).toMatch(new RegExp(`/events/${message.uuid}$`));
      const { has_alarm: hasAlarm, ...rest } = event;
      expect([hasAlarm, { ...rest, suppressed: String(event.suppressed) }]).toEqual([true, message]);
      expect(event.in_alarms).toEqual([alarm.uuid]);
      expect(alarm.alarm_source_names).toContain(event.source_name);
      if (event.destination_asset_id !== event.destination_name)
        expect(alarm.alarm_destination_names).toContain(event.destination_name);
      expect(event.sensor_uuid).toBe(alarm.sensor_uuid);
      expect(Number(alarm.timestamp_received)).toBeGreaterThanOrEqual(Number(message.timestamp_received));
    }
  }
});

test('intent, strategy, method, tactic and technique belong together, and priority agrees with its label', async () => {
  const { alarms, world } = await everything();
  const intents = new Set(alarms.map((alarm) => alarm.rule_intent));
  expect(intents.size).toBe(5);
  const rules = new Set(
    world.details.map(({ detection }) => {
      const { attack, killChain } = detection;
      return [
        killChain.intent,
        killChain.strategy,
        killChain.method,
        dictionaryOf(detection),
        attack.technique,
        attack.techniqueName,
        ...attack.tactics,
      ].join('|');
    }),
  );
  const bounds = { low: [0, 33], medium: [34, 66], high: [67, 100] } as const;
  const strays: string[] = [];
  for (const alarm of alarms) {
    const {
      rule_intent,
      rule_strategy,
      rule_method,
      rule_dictionary,
      rule_attack_id,
      rule_attack_technique,
      rule_attack_tactic,
    } = alarm;
    const rule = [
      rule_intent,
      rule_strategy,
      rule_method,
      rule_dictionary,
      rule_attack_id,
      rule_attack_technique,
      ...rule_attack_tactic,
    ].join('|');
    const [low, high] = bounds[alarm.priority_label as keyof typeof bounds];
    if (!rules.has(rule) || alarm.priority < low || alarm.priority > high) strays.push(alarm.uuid);
  }
  expect(strays).toEqual([]);
  for (const status of ['open', 'closed', 'in_review'])
    expect(alarms.some((alarm) => alarm.status === status)).toBe(true);
  expect(alarms.some(({ suppressed }) => suppressed)).toBe(true);
  expect(alarms.some(({ alarm_labels: labels }) => labels.length > 0)).toBe(true);
});

test('instants follow each other, and nothing is known before it happened or after now', async () => {
  const { alarms, ask, world } = await everything();
  const strays: string[] = [];
  for (const record of [...alarms, ...itemsOf(await ask('/events?size=2000'))]) {
    const times = ['occured', 'received', 'arrived', 'to_storage'].map((name) => Number(record[`timestamp_${name}`]));
    const isOrdered = times.every((time, at) => time >= (times[at - 1] ?? 0) && time <= world.end);
    if (!isOrdered) strays.push(record.uuid);
  }
  expect(strays).toEqual([]);
});

test('the raw line of an event says the same as its fields', async () => {
  const { ask } = await tenant('live', { events: 10_000 });
  const plugins = [
    'AlienVault NIDS',
    'AlienVault Agent - Windows EventLog',
    'Amazon AWS CloudTrail',
    'Dell SonicWall UTM',
    'Office 365 Azure AD',
  ];
  for (const plugin of plugins) {
    const events = itemsOf(await ask(`/events?size=150&plugin=${encodeURIComponent(plugin)}`));
    expect([plugin, events.length]).toEqual([plugin, 150]);
    for (const event of events) {
      const instant = new Date(Number(event.timestamp_occured)).toISOString();
      expect(event.log).toContain(event.source_address);
      expect(event.log).toContain(plugin === 'Dell SonicWall UTM' ? instant.slice(11, 19) : instant.slice(0, 23));
      if (plugin === 'AlienVault NIDS') expect(event.log).toMatch(/"signature": "/);
      if (plugin === 'AlienVault NIDS')
        expect(JSON.parse(event.log)).toMatchObject({
          src_ip: event.source_address,
          src_port: event.source_port ?? 0,
          dest_ip: event.destination_address,
          dest_port: event.destination_port ?? 0,
          proto: event.transport_protocol,
          alert: { signature: event.event_name, signature_id: Number(event.rep_device_rule_id) },
        });
      if (plugin === 'Amazon AWS CloudTrail')
        expect(JSON.parse(event.log)).toMatchObject({
          eventName: event.event_name,
          eventSource: event.destination_name,
          awsRegion: event.destination_zone,
          sourceIPAddress: event.source_name,
          userIdentity: { userName: event.source_username, type: event.authentication_type },
        });
      if (plugin === 'Dell SonicWall UTM') {
        expect(event.access_control_outcome).toBe('Deny');
        expect(event.log).toContain(`src=${event.source_address}:${event.source_port}`);
        expect(event.log).toContain('fw_action="drop"');
      }
      if (plugin.startsWith('AlienVault Agent')) {
        expect(event.log).not.toMatch(/": /);
        expect(JSON.parse(event.log)).toMatchObject({
          hostIdentifier: event.rep_device_hostname,
          eventid: event.rep_device_rule_id,
          time: Math.floor(Number(event.timestamp_occured) / 1000),
        });
      }
    }
  }
});
