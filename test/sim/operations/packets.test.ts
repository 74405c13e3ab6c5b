/** The packets of an event's capture, as the control plane tells them. */
import { expect, test } from 'vitest';
import { controlled, type Controlled } from '../../support/control.ts';

const key = { 'Argus-API-Key': '1/2/mysecretapikey' };

interface Listed {
  readonly id: string;
  readonly flags: readonly string[];
}

/** Events of v1 with a capture, and without. */
async function eventsOf({ url }: Controlled): Promise<{ readonly captured: string; readonly others: string }> {
  const response = await fetch(`${url}/events/v1/aggregated?startTimestamp=0&limit=0`, { headers: key });
  const { data } = (await response.json()) as { data: readonly Listed[] };
  const idOf = (has: boolean): string =>
    data.find(({ id, flags }) => id.startsWith('AGGR/') && flags.includes('HAS_PCAP') === has)?.id ?? '';
  return { captured: idOf(true), others: idOf(false) };
}

const pathOf = (id: string, query = ''): string => `/_sim/events/${encodeURIComponent(id)}/packets${query}`;

test('packets are those of the file that the product hands out, and one of them is what the rule reports', async () => {
  const simulator = await controlled();
  const { captured } = await eventsOf(simulator);
  const file = await fetch(`${simulator.url}/events/v1/${captured}/pcap`, { headers: key });
  const bytes = Buffer.from(await file.arrayBuffer());
  const { json } = await simulator.tell('GET', pathOf(captured, '?limit=999'));
  expect(json.packets).toHaveLength(json.count);
  const length = json.packets.reduce((sum: number, packet: { length: number }) => sum + 16 + packet.length, 24);
  expect(length).toBe(bytes.length);
  expect(json.packets.some(({ reported }: { reported: boolean }) => reported)).toBe(true);
});

test('an event is known by its id of any product, alarms too', async () => {
  const simulator = await controlled();
  const { captured } = await eventsOf(simulator);
  const whole = await simulator.tell('GET', pathOf(captured));
  const uuid = captured.split('/').at(-1) ?? '';
  const { json } = await simulator.tell('GET', pathOf(uuid.toUpperCase()));
  expect(json.packets).toEqual(whole.json.packets);
});

test('a part of the packets keeps their numbers', async () => {
  const simulator = await controlled();
  const { captured } = await eventsOf(simulator);
  const { json } = await simulator.tell('GET', pathOf(captured, '?offset=2&limit=1'));
  expect(json.packets.map(({ number }: { number: number }) => number)).toEqual([3]);
});

test('an unknown event, one without a capture, and too many packets at once are refused each in its way', async () => {
  const simulator = await controlled();
  const { others } = await eventsOf(simulator);
  const refusals = [
    await simulator.tell('GET', pathOf('nobody')),
    await simulator.tell('GET', pathOf(others)),
    await simulator.tell('GET', pathOf(others, '?limit=1000')),
  ];
  expect(refusals.map(({ status, json }) => [status, json.type.split(':').pop()])).toEqual([
    [404, 'unknown-event'],
    [404, 'no-capture'],
    [422, 'invalid-request'],
  ]);
});

test('an event is found by its id in any product, with its ids in all of them and what it truly is', async () => {
  const { tell } = await controlled({ scenario: 'ransomware' });
  await tell('POST', '/_sim/clock/advance', { by: '10m' });
  const { events } = (await tell('GET', '/_sim/truth/events?nature=malicious&limit=1')).json;
  const ids: string[] = Object.values(events[0].ids as Record<string, Record<string, string>>).flatMap((kinds) =>
    Object.values(kinds),
  );
  expect(ids.length).toBeGreaterThan(1);
  for (const id of ids) expect((await tell('GET', `/_sim/events/${encodeURIComponent(id)}`)).json).toEqual(events[0]);
  expect((await tell('GET', '/_sim/events/nobody')).status).toBe(404);
});
