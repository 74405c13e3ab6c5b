import { test, expect } from 'vitest';
import { createHash } from 'node:crypto';
import { makeWorld } from '../../../src/generator/generate.ts';
import { readScenario } from '../../../src/generator/scenario.ts';
import { violations } from '../../../src/kernel/schema.ts';
import { flagsIn } from '../../../src/products/argus/common/flag.ts';
import { triggerLimit } from '../../../src/model/flow.ts';
import { eventId } from '../../../src/products/argus/events/event-id.ts';
import { captureOf, eventPayload, trafficOf } from '../../../src/products/shared/captures.ts';
import { rawStanding } from '../../../src/corpus/raw-view.ts';
import { printable } from '../../../src/pcap/payload.ts';
import { parseFile } from '../../pcap/parse.ts';
import { fullKey, service, type Service } from '../../support/service.ts';

const world = makeWorld({ seed: '1', scenario: readScenario('default') });
const { aggregated } = world;

/** Every aggregate by a step, with its first and third raw event. */
function* events(step: number) {
  for (let row = 0; row < aggregated.length; row += step) {
    const own = { low: aggregated.flagsLow[row] ?? 0, high: aggregated.flagsHigh[row] ?? 0 };
    yield { row, ordinal: null, flags: new Set(flagsIn(own)) };
    for (const ordinal of [0, 2])
      if (ordinal < Math.min(world.retainedDetails, aggregated.count[row] ?? 0))
        yield { row, ordinal, flags: new Set(flagsIn(rawStanding(world, row, ordinal))) };
  }
}

test('an event hands out a capture when it says HAS_PCAP, and only then', () => {
  for (const { row, ordinal, flags } of events(37))
    expect(captureOf(world, row, ordinal) !== null, `${row} ${ordinal}`).toBe(flags.has('HAS_PCAP'));
});

test('an event has a payload when it says HAS_PAYLOAD, and of the type string when it says HAS_STRING_PAYLOAD', () => {
  const types = new Set<string>();
  for (const { row, ordinal, flags } of events(7)) {
    const payload = eventPayload(world, row, ordinal);
    types.add(payload?.type ?? 'none');
    expect(payload !== null, `${row} ${ordinal}`).toBe(flags.has('HAS_PAYLOAD'));
    expect(payload?.type === 'string').toBe(flags.has('HAS_STRING_PAYLOAD'));
    // The flag means a payload that is PCAP-compatible (seed 001).
    expect(['ethernet', 'pcap'].includes(payload?.type ?? '')).toBe(flags.has('HAS_PCAP'));
  }
  expect([...types].toSorted()).toEqual(['binary', 'ethernet', 'none', 'pcap', 'string']);
});

test('a capture holds every trigger of its event, or the event says PAYLOAD_TRUNCATED', () => {
  for (const { row, ordinal, flags } of events(1)) {
    if (!flags.has('HAS_PCAP')) continue;
    const { triggers } = trafficOf(world, row, ordinal).sighting;
    const all = ordinal === null ? (aggregated.count[row] ?? 0) : 1;
    expect(flags.has('PAYLOAD_TRUNCATED')).toBe(triggers.length < all);
    expect(triggers).toHaveLength(Math.min(all, triggerLimit));
    if (ordinal !== null) continue;
    expect(triggers[0]).toBe(aggregated.timestamp[row]);
    expect(triggers.at(-1)).toBe((aggregated.timestamp[row] ?? 0) + (aggregated.duration[row] ?? 0));
  }
});

test('the payload is cut from the capture: the packet of the first alert, or the packets up to it', () => {
  const checked = { ethernet: 0, pcap: 0, string: 0, binary: 0 };
  for (const { row, ordinal } of events(29)) {
    const payload = eventPayload(world, row, ordinal);
    if (payload === null) continue;
    checked[payload.type] += 1;
    const { sighting, detection } = trafficOf(world, row, ordinal);
    const time = (sighting.triggers[0] ?? 0) * 1000;
    const file = Buffer.from(captureOf(world, row, ordinal) ?? []);
    const bytes = Buffer.from(payload.payload, 'base64');
    if (payload.type === 'pcap') {
      expect(file.subarray(0, bytes.length).equals(bytes)).toBe(true);
      expect(parseFile(bytes).at(-1)?.time).toBe(time);
    } else if (payload.type === 'ethernet') {
      const at = file.indexOf(bytes);
      expect(at).toBeGreaterThan(0);
      expect(file.readUInt32LE(at - 16) * 1_000_000 + file.readUInt32LE(at - 12)).toBe(time);
    } else if (payload.type === 'string') {
      expect(payload.payload).toContain(sighting.initiator.address);
      expect(detection.flows).toBeUndefined();
    } else expect(printable(bytes).length).toBeGreaterThan(0);
  }
  for (const count of Object.values(checked)) expect(count).toBeGreaterThan(0);
});

test('a raw event has a capture of its own trigger, at its time and between its ports', () => {
  for (const { row, ordinal } of events(97)) {
    if (ordinal !== 2) continue;
    const file = captureOf(world, row, ordinal);
    if (file === null) continue;
    const { sighting, detection } = trafficOf(world, row, ordinal);
    const [, time] = eventId(world, row, ordinal).split('/');
    const at = parseFile(file).filter((frame) => frame.time === Number(time) * 1000);
    const ports = [sighting.initiator.port, sighting.responder.port];
    const wanted = detection.trigger === 'initiator' ? ports : ports.toReversed();
    if (detection.transport !== 'icmp') expect(at.map((frame) => frame.ports)).toContainEqual(wanted);
    expect(at.length).toBeGreaterThan(0);
  }
});

/** The first event that a search finds: its id, and the same without its type. */
async function found(api: Service, criteria: object): Promise<{ readonly id: string; readonly bare: string }> {
  const { data } = await api.search({ limit: 1, ...criteria });
  const { id } = data[0];
  return { id, bare: id.slice(id.indexOf('/') + 1) };
}

const bytesOf = async (api: Service, path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(api.url + path, { headers: { 'Argus-API-Key': fullKey, ...headers } });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

test('all forms of the path hand out the same capture, with its name, type and hash', async () => {
  const api = await service();
  const { id, bare } = await found(api, { includeFlags: ['HAS_PCAP'] });
  const { answer, bytes } = await bytesOf(api, `/events/v1/${id}/pcap`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/x-pcap');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${id.split('/')[3]}.pcap"`);
  expect(answer.headers.get('etag')).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`);
  expect(bytes.subarray(0, 8).toString('hex')).toBe('d4c3b2a102000400');
  expect(parseFile(bytes).length).toBeGreaterThan(0);
  const others = [
    `/events/v2/event/${bare}/pcap`,
    ...['AGGR', 'NIDS', 'RAW'].map((type) => `/events/v2/event/${type}/${bare}/pcap`),
    `/events/v1/AGGRATTACK/${bare}/pcap`,
  ];
  for (const path of others) expect((await bytesOf(api, path)).bytes.equals(bytes), path).toBe(true);
  const again = await service();
  expect((await bytesOf(again, `/events/v1/${id}/pcap`)).bytes.equals(bytes)).toBe(true);
});

test('all forms of the path tell the payload model, with the id of the event asked for', async () => {
  const api = await service();
  const { id, bare } = await found(api, { includeFlags: ['HAS_PCAP'] });
  const first = await api.ask(`/events/v1/${id}/payload`);
  expect(violations('argus/payload.schema.json', first.data)).toEqual([]);
  expect(first.data.id).toBe(id);
  for (const path of [bare, `AGGR/${bare}`, `NIDS/${bare}`])
    expect((await api.ask(`/events/v2/event/${path}/payload`)).data).toEqual(first.data);
  const logged = await found(api, { includeFlags: ['HAS_STRING_PAYLOAD'] });
  const { data } = await api.ask(`/events/v1/${logged.id}/payload`);
  expect(data.type).toBe('string');
  expect(data.payload).toMatch(/^[{\d]/);
});

test('raw events have payloads and captures under their own ids', async () => {
  const api = await service();
  const { data } = await api.searchRaw({ startTimestamp: 0, limit: 1, includeFlags: ['HAS_PCAP'] });
  const { id } = data[0];
  expect((await api.ask(`/events/v1/${id}/payload`)).data.id).toBe(id);
  const { bytes } = await bytesOf(api, `/events/v1/${id}/pcap`);
  const bare = id.slice(id.indexOf('/') + 1);
  expect((await bytesOf(api, `/events/v2/event/RAW/${bare}/pcap`)).bytes.equals(bytes)).toBe(true);
});

test('an event without a capture answers 404 in the envelope, and so does one without a payload', async () => {
  const api = await service({ events: 10_000 });
  const { id, bare } = await found(api, { includeFlags: ['HAS_STRING_PAYLOAD'] });
  for (const path of [`/events/v1/${id}/pcap`, `/events/v2/event/${bare}/pcap`]) {
    const answer = await api.ask(path, { headers: { Accept: 'application/x-pcap' } });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.messages[0]).toMatchObject({ message: 'Event has no PCAP', type: 'ACTION_ERROR', field: null });
  }
  const silent = await found(api, { excludeFlags: ['HAS_PAYLOAD'] });
  expect((await api.ask(`/events/v1/${silent.id}/payload`)).messages[0]?.message).toBe('Event has no payload');
});

test('payloads and captures are refused as the event itself is', async () => {
  const api = await service();
  const { id, bare } = await found(api, {
    includeFlags: ['HAS_PCAP'],
    subCriteria: [{ exclude: true, customer: ['bank'] }],
  });
  const [timestamp, customer] = bare.split('/');
  const nobody = `${timestamp}/${customer}/00000000-0000-4000-8000-000000000000`;
  for (const sub of ['payload', 'pcap']) {
    const paths = [
      `/events/v1/${id}/${sub}`,
      `/events/v2/event/${bare}/${sub}`,
      `/events/v2/event/AGGR/${bare}/${sub}`,
    ];
    for (const path of paths) {
      expect((await api.ask(path, { key: null })).status, path).toBe(401);
      expect((await api.ask(path, { key: '1/5/noeventsatall' })).status, path).toBe(403);
      expect((await api.ask(path, { key: '1/4/bankonlykey' })).status, path).toBe(403);
      expect((await api.ask(path, { method: 'POST', body: {} })).status, path).toBe(405);
      expect((await api.ask(path.replace(bare, nobody))).status, path).toBe(404);
      expect((await api.ask(path.replace(`/${customer}/`, '/9999/'))).status, path).toBe(404);
      expect((await api.ask(path.replace(`${timestamp}/`, '17/'))).status, path).toBe(404);
      expect((await api.ask(path.replace(`/${customer}/`, '/0/'))).status, path).toBe(412);
      expect((await api.ask(path, { headers: { Accept: 'text/html' } })).status, path).toBe(405);
    }
    expect((await api.ask(`/events/v2/event/FOO/${bare}/${sub}`)).status).toBe(412);
  }
  expect((await api.ask(`/events/v1/NIDS/${bare}/payload`)).status).toBe(404);
  expect((await api.ask(`/events/v1/RAW/${bare}/pcap`)).status).toBe(412);
});

test('a submitted event hands out what was submitted', async () => {
  const api = await service();
  const submit = async (payload?: object) => {
    const body = { id: { customer: 'bank', type: 'aggregated' }, signature: 'SNORT-1:1', payload };
    const { status, data } = await api.ask('/events/v2/event', { body });
    expect(status).toBe(200);
    return (await api.ask(`/events/v2/event/${data.id}`)).data;
  };
  const capture = Buffer.from(captureOf(world, 0, null) ?? captureOf(world, 1, null) ?? []).toString('base64');
  const whole = await submit({ payload: capture, payloadType: 'pcap' });
  expect(whole.flags).toContain('hasPcap');
  expect((await bytesOf(api, `/events/v1/${whole.id}/pcap`)).bytes.toString('base64')).toBe(capture);
  expect((await api.ask(`/events/v1/${whole.id}/payload`)).data).toEqual({
    id: whole.id,
    type: 'pcap',
    payload: capture,
  });
  const line = await submit({ payload: 'Nov 2 a line', payloadType: 'string' });
  expect((await api.ask(`/events/v1/${line.id}/payload`)).data.payload).toBe('Nov 2 a line');
  expect((await api.ask(`/events/v1/${line.id}/pcap`)).status).toBe(404);
  const bare = await submit();
  expect((await api.ask(`/events/v1/${bare.id}/payload`)).status).toBe(404);
});
