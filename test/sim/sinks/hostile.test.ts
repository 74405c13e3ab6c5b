/** Hostile deliveries: whatever comes is kept or refused in words, costs what its length says, and is no reason to blame a client. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { identified } from '../../../src/sim/sinks/judged/identity.ts';
import { concatenated, loose } from '../../../src/sim/sinks/kept/records.ts';
import { listedEvents, send, simulated } from './client.ts';

/** A busy machine takes long. */
const patience = { timeout: 60_000 };

const only = { product: 'argus', kind: 'events' } as const;
const stranger = '01234567-89ab-4cde-8f01-23456789abcd';

test.each([
  ['garbage', Buffer.from([0xff, 0xfe, 0, 1, 2, 3, 0x80, 0x22, 0x7b])],
  ['NUL', 'a\0b\0{"id":"\0"}\0'],
  ['deep JSON', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['deep JSON that ends too early', '{"a":'.repeat(100_000)],
  ['one text of ten megabytes', 'x'.repeat(10_000_000)],
  ['a number', '17'],
  ['nothing', ''],
  ['blanks', ' \n \r\n\t'],
  [
    'JSON in JSON in JSON',
    JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ c: JSON.stringify({ d: 'e'.repeat(40) }) }) }) }),
  ],
  ['members with names of the language', '{"__proto__":{"id":1},"constructor":{"prototype":2},"toString":"x"}'],
])('%s is kept, and blamed on nobody', async (_, body) => {
  const simulator = await simulated({ events: 5 });
  const sink = simulator.sink('a');
  for (const path of ['', '/any/path', '/services/collector', '/services/collector/raw', '/_bulk', '/i/_doc']) {
    const answer = await fetch(sink.url + path, {
      method: 'POST',
      headers: { Authorization: 'Splunk x', 'Content-Type': 'application/json' },
      body,
    });
    expect([200, 201, 400]).toContain(answer.status);
    await answer.text();
  }
  const { unexpected, altered, doubled } = await sink.verify(only);
  expect([unexpected, altered, doubled]).toEqual([[], [], []]);
});

test('ids that nobody knows are unexpected, each with its delivery', async () => {
  const simulator = await simulated({ events: 40 });
  const events = await listedEvents(simulator);
  const sink = simulator.sink('a');
  await send(sink.url, { id: stranger, customer: '11111111-1111-4111-8111-111111111111' });
  await send(sink.url, `a line about ${stranger.toUpperCase()} and more`, 'text/plain');
  await send(sink.url, [...events.map(({ id }) => ({ id })), { id: `AGGR/1/2/${stranger}` }]);
  const { counts, unexpected } = await sink.verify(only);
  expect(counts).toMatchObject({ lost: 0, unexpected: 3 });
  expect(unexpected.map(({ id, delivery }) => [id.toLowerCase(), delivery])).toEqual([
    [stranger, 1],
    [stranger, 2],
    [stranger, 3],
  ]);
  expect(unexpected[0]?.sentence).toBe(`Delivery 1 holds ${stranger}, which is nobody's.`);
});

test('a body that is too large is refused, and the connection is not kept', async () => {
  const simulator = await simulated({ events: 5 });
  const sink = simulator.sink('a');
  const body = 'x'.repeat(17_000_000);
  const refused = async (path: string) => {
    const answer = await fetch(sink.url + path, {
      method: 'POST',
      headers: { Authorization: 'Splunk x', 'Content-Type': 'application/json' },
      body,
    });
    return [answer.status, await answer.json()];
  };
  expect(await refused('')).toEqual([413, { error: 'The body is too large.' }]);
  expect(await refused('/services/collector')).toEqual([413, { text: 'Request entity too large', code: 27 }]);
  expect(await refused('/_bulk')).toMatchObject([413, { status: 413, error: { type: 'content_too_long_exception' } }]);
  expect(await sink.list()).toEqual([]);
});

test('an id is found wherever it stands', async () => {
  const simulator = await simulated({ events: 200 });
  const events = await listedEvents(simulator);
  const uuidOf = (at: number): string => String(events[at]?.id).split('/').at(-1) ?? '';
  const sink = simulator.sink('a');
  await send(sink.url, { any: { name: [{ at: { all: events[0]?.id } }] } });
  await send(sink.url, `CEF:0|x|y|externalId=${uuidOf(1)} act=seen; also ${uuidOf(2)}`, 'text/plain');
  await send(sink.url, { link: `https://example.test/events/${encodeURIComponent(String(events[3]?.id))}?x=1` });
  await send(sink.url, `id,severity\n${String(events[4]?.id)},high\n${uuidOf(5).toUpperCase()},low\n`, 'text/csv');
  await send(sink.url, { message: `event ${JSON.stringify(events[6])}` });
  await send(
    sink.url,
    `payload=${encodeURIComponent(JSON.stringify({ id: events[7]?.id }))}`,
    'application/x-www-form-urlencoded',
  );
  await send(sink.url, { items: [{ id: events[8]?.id }, { id: events[9]?.id }], next: null });
  const { delivered, unrecognised, counts } = await sink.verify(only);
  expect([delivered, unrecognised, counts.unexpected]).toEqual([10, 1, 0]);
});

test('where a pointer says where the id stands, others do not count', async () => {
  const simulator = await simulated({ events: 40 });
  const [first, second] = await listedEvents(simulator);
  const sink = simulator.sink('a');
  await send(sink.url, { event: { 'the/id': first?.id }, related: second?.id });
  await send(sink.url, { event: {}, related: second?.id });
  expect(await sink.verify({ ...only, idAt: '/event/the~1id' })).toMatchObject({ delivered: 1, unrecognised: 1 });
  expect(await sink.verify(only)).toMatchObject({ delivered: 1, counts: { doubled: 1 } });
});

test('a value that was changed on its way is told by its path, and names that a client gave are not compared', async () => {
  const simulator = await simulated({ events: 40 });
  const [event, other] = await listedEvents(simulator);
  const sink = simulator.sink('a');
  const { count, ...rest } = event as unknown as {
    readonly count: number;
    readonly severity: string;
    readonly customerInfo: object;
  };
  await send(sink.url, {
    ...rest,
    count: String(count),
    severity: 'HIGH',
    customerInfo: { ...rest.customerInfo, name: 'Umlaut?' },
  });
  await send(sink.url, {
    '@timestamp': 1,
    event: { id: other?.id, severity: 7, kind: 'alert', module: 'x', dataset: 'y' },
  });
  const { altered, counts } = await sink.verify(only);
  expect([counts.altered, altered[0]?.fields]).toEqual([1, ['customerInfo.name', 'severity', 'count']]);
  expect(await sink.verify({ ...only, ignore: ['count', 'severity', 'customerInfo.name'] })).toMatchObject({
    counts: { altered: 0 },
  });
});

test('taking records apart and looking for ids costs no more than their length', () => {
  const lines = (count: number): string => `{"id":"${stranger}","n":[1,{"x":"${'-'.repeat(50)}"}]}\n`.repeat(count);
  const looked = (count: number): number => {
    let asked = 0;
    const lookUp = () => (asked++, null);
    for (const value of loose(lines(count))) identified(value, { lookUp, lookUpNumber: null, idAt: null });
    return asked;
  };
  expect([looked(10), looked(1000)]).toEqual([10, 1000]);
  expect(concatenated('{"a":"}{"}{"b":2}\n[3] 4').values).toEqual([{ a: '}{' }, { b: 2 }, [3], 4]);
});

test('a flood of syslog is taken message by message, and judged as a whole', async () => {
  const simulator = await simulated({ events: 10_000, clock: 'frozen' });
  const events = await listedEvents(simulator, { limit: 5000 });
  const sink = simulator.sink('flood');
  const { port } = await sink.syslog();
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.end(events.map(({ id }) => `<13>1 - - - - - seen ${id}\n`).join('')),
    );
    socket.on('close', () => resolve());
    socket.resume();
  });
  await expect.poll(async () => (await sink.list()).length, patience).toBe(5000);
  const { delivered, lost, counts } = await sink.verify({ ...only, explain: false });
  expect([delivered, lost.length, counts.lost > 100]).toEqual([5000, 100, true]);
});
