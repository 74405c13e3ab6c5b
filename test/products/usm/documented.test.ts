/** The examples of seed 003 as requests: each is answered with every member that the document prints. */
import { expect, test } from 'vitest';
import { itemsOf, tenant } from './support.ts';

/** The curl line of GET /alarms, with its `×` put back to `&times`. */
const alarmsExample =
  '/alarms?page=1&size=50&sort=timestamp_occurred,asc&status=open&suppressed=true&rule_intent=Environmental%20Awareness&rule_method=AWS%20EC2%20Security%20Group%20Modified' +
  '&rule_strategy=Network%20Access%20Control%20Modification&priority_label=medium&alarm_sensor_sources=308ba880-2518-44bb-9ada-07b158d11713&timestamp_occurred_gte=1517933139670&timestamp_occurred_lte=1517933149670';
/** The curl line of GET /events; its sort and bounds have one r. */
const eventsExample =
  '/events?page=1&size=50&sort=timestamp_occured,asc&account_name=account&suppressed=true&plugin=plugin&event_name=name&source_name=name' +
  '&sensor_uuid=308ba880-2518-44bb-9ada-07b158d11713&source_username=user@email.com&timestamp_occured_gte=1517933139670&timestamp_occured_lte=1517933149670';

const printedAlarm =
  'uuid has_alarm needs_enrichment priority suppressed events rule_intent app_type source_username security_group_id destination_name timestamp_occured authentication_type event_type rule_method priority_label app_id source_name timestamp_received rule_strategy request_user_agent rule_id sensor_uuid transient event_name packet_type status _links'.split(
    ' ',
  );
const printedEvent =
  'id account_name plugin_device_type destination_canonical destination_name has_alarm request_user_agent packet_type source_canonical event_name timestamp_occured source_service_name event_type app_name timestamp_received destination_hostname source_infrastructure_name plugin app_type authentication_type access_control_outcome suppressed plugin_device destination_infrastructure_type source_infrastructure_type destination_zone needs_enrichment source_hostname app_id plugin_family plugin_version destination_userid event_action destination_infrastructure_name source_name received_from event_description _links'.split(
    ' ',
  );

test('the requests that the document prints are answered with its envelope', async () => {
  const { ask } = await tenant('documented');
  for (const [example, key] of [
    [alarmsExample, 'alarms'],
    [eventsExample, 'events'],
  ] as const) {
    const { status, json } = await ask(example);
    expect(status).toBe(200);
    expect(Object.keys(json)).toEqual(['_links', '_embedded', 'page']);
    expect(json._embedded).toEqual({ [key]: [] });
    expect(json.page).toEqual({ size: 50, totalElements: 0, totalPages: 0, number: 1 });
  }
});

test('the first page of alarms has the members, links and order that the document prints', async () => {
  const { ask, url } = await tenant('documented');
  const { json } = await ask('/alarms');
  const href = `${url}/api/2.0/alarms`;
  const last = json.page.totalPages - 1;
  expect(json._links).toEqual({
    first: { href: `${href}?page=0&size=20&sort=timestamp_occurred,desc`, templated: false },
    self: { href, templated: false },
    next: { href: `${href}?page=1&size=20&sort=timestamp_occurred,desc`, templated: false },
    last: { href: `${href}?page=${last}&size=20&sort=timestamp_occurred,desc`, templated: false },
  });
  expect(Object.keys(json._links)).toEqual(['first', 'self', 'next', 'last']);
  for (const alarm of json._embedded.alarms)
    expect(Object.keys(alarm).slice(0, 5)).toEqual([
      'id',
      'suppressed',
      'status',
      'priority_label',
      'timestamp_occurred',
    ]);
});

test('the first page of events has the members, links and order that the document prints', async () => {
  const { ask, url } = await tenant('documented');
  const { json } = await ask('/events');
  expect(json._links.next).toEqual({
    href: `${url}/api/2.0/events?page=1&size=20&sort=timestamp_occured,desc`,
    templated: false,
  });
  for (const event of json._embedded.events) {
    expect(Object.keys(event).slice(0, 4)).toEqual(['id', 'event_name', 'suppressed', 'timestamp_occurred']);
    expect(typeof event.suppressed).toBe('boolean');
  }
});

test('an alarm has every member that the document prints, whatever its data source', async () => {
  const { ask } = await tenant('documented', { events: 5000 });
  const items = [
    ...itemsOf(await ask('/alarms?size=50&rule_method=AWS+EC2+Security+Group+Modified')),
    ...itemsOf(await ask('/alarms?size=50&sort=rule_method,asc')),
    ...itemsOf(await ask('/alarms?size=50')),
  ];
  for (const { id } of items) {
    const { json } = await ask(`/alarms/${id}`);
    for (const member of printedAlarm) expect(json).toHaveProperty(member);
    expect(Object.keys(json).slice(0, 6)).toEqual(printedAlarm.slice(0, 6));
    expect(Object.keys(json).at(-1)).toBe('_links');
    for (const event of json.events) expect(Object.keys(event)).toEqual(['uuid']);
    expect(json._links.self).toEqual({ href: expect.stringMatching(`/alarms/${id}$`), templated: false });
  }
});

test('the alarm that the document prints is told by the same words in the World', async () => {
  const { ask } = await tenant('documented', { events: 10_000 });
  const [{ id }] = itemsOf(await ask('/alarms?rule_method=AWS+EC2+Security+Group+Modified&size=1'));
  expect((await ask(`/alarms/${id}`)).json).toMatchObject({
    rule_intent: 'Environmental Awareness',
    rule_strategy: 'Network Access Control Modification',
    rule_id: 'AWSEC2SecurityGroupMod',
    app_type: 'amazon-aws',
    app_id: 'amazon-aws',
    destination_name: 'ec2.amazonaws.com',
    security_group_id: expect.stringMatching(/^sg-/),
    authentication_type: expect.stringMatching(/^(IAMUser|AssumedRole|Root)$/),
    event_type: 'Alarm',
    packet_type: 'alarm',
  });
});

test('an event has every member that the document prints, under /events and under /event', async () => {
  const { ask } = await tenant('documented');
  for (const query of ['size=30', 'size=30&plugin=Amazon+AWS+CloudTrail', 'size=30&sort=plugin,asc'])
    for (const { id } of itemsOf(await ask(`/events?${query}`))) {
      const { json } = await ask(`/events/${id}`);
      for (const member of printedEvent) expect(json).toHaveProperty(member);
      expect(json.suppressed).toMatch(/^(true|false)$/);
      expect(typeof json.has_alarm).toBe('boolean');
      expect((await ask(`/event/${id}`)).json).toEqual(json);
    }
});

test('either spelling of the time serves in parameters and in sort', async () => {
  const { ask } = await tenant('documented');
  for (const list of ['alarms', 'events']) {
    const [middle] = itemsOf(await ask(`/${list}?page=3`));
    const time = middle.timestamp_occurred;
    const ids = async (spelling: string) =>
      itemsOf(await ask(`/${list}?sort=timestamp_${spelling},%20asc&timestamp_${spelling}_gte=${time}&size=30`)).map(
        ({ id }) => id,
      );
    const one = await ids('occured');
    expect(one.length).toBe(30);
    expect(await ids('occurred')).toEqual(one);
  }
});
