import { test, expect } from 'vitest';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventBody } from '../../src/products/argus/captured-events.ts';
import { missingTools } from '../../src/cli/ids/gate.ts';
import { junit, verdictTable } from '../../src/cli/ids/report.ts';
import { verifyPcap } from '../../src/cli/verify-pcap.ts';
import { captureOfFlows } from '../../src/pcap/file.ts';
import { network, plain, sightingOf, type Network } from '../pcap/sightings.ts';

const gated = test.skipIf(missingTools().length > 0);
const some = ['sqli-time', 'ssh-brute-go', 'download-elf', 'dns-tunnel-txt', 'mail-disc', 'sweep-ping'].map(
  (shortName) => {
    const one = network.find(({ alarm }) => alarm.shortName === shortName);
    if (one === undefined) throw new Error(`no alarm ${shortName}`);
    return one;
  },
);

function eventOf(one: Network, index: number): { readonly body: EventBody; readonly file: Uint8Array } {
  const sighting = sightingOf(one, { ...plain, hosts: [20 + index, 30 + index] });
  const [timestamp = 0] = sighting.triggers;
  const { initiator, responder, variant } = sighting;
  const [from, to] = one.detection.trigger === 'initiator' ? [initiator, responder] : [responder, initiator];
  const body = {
    id: `AGGR/${timestamp}/1/0000000${index}-0000-4000-8000-000000000000`,
    timestamp,
    endTimestamp: sighting.triggers.at(-1) ?? 0,
    count: sighting.triggers.length,
    flags: ['HAS_PCAP'],
    properties: Object.fromEntries(Object.entries(variant.properties).map(([key, values]) => [key, values.join(',')])),
    attackInfo: { signature: `SNORT-1:${one.alarm.sid}`, alarmDescription: one.alarm.name },
    domain: variant.domain === null ? null : { fqdn: variant.domain },
    uri: variant.uri,
    source: { port: from.port, networkAddress: { address: from.address } },
    destination: { port: to.port, networkAddress: { address: to.address } },
  };
  return { body, file: captureOfFlows(one.detection.flows?.(sighting) ?? [], sighting.chance) };
}

/** An API with six events; `spoil` changes what it says about them. */
async function withApi<T>(spoil: (body: EventBody) => EventBody, use: (url: string) => Promise<T>): Promise<T> {
  const events = some.map(eventOf);
  const server = createServer((request, answer) => {
    if (request.headers['argus-api-key'] !== 'k') answer.writeHead(401).end();
    else if (request.url === '/events/v1/aggregated/search')
      answer.end(JSON.stringify({ data: events.map(({ body }) => spoil(body)) }));
    else answer.end(events.find(({ body }) => request.url === `/events/v1/${body.id}/pcap`)?.file);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

const world = { scenario: 'default', seed: '1', limit: 10, apiKey: 'k' } as const;

gated('verify-pcap confirms the captures of an API and writes its reports', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'siem-sim-test-'));
  let printed = '';
  const flags = { ...world, json: join(folder, 'out.json'), junit: join(folder, 'out.xml') };
  const isFine = await withApi(
    (body) => body,
    (target) => verifyPcap({ ...flags, target }, (text) => (printed += text)),
  );
  expect(printed).not.toContain('MISMATCH');
  expect(printed).toMatch(/1:1000043 x 3 +1:1000043 x 3 +ok/);
  expect(isFine).toBe(true);
  expect(JSON.parse(readFileSync(flags.json, 'utf8'))).toMatchObject({ events: { length: 6 } });
  expect(readFileSync(flags.junit, 'utf8')).toContain('<testsuite name="verify-pcap" tests="6" failures="0">');
  rmSync(folder, { recursive: true });
});

gated('verify-pcap finds an API that counts one too many', { timeout: 300_000 }, async () => {
  let printed = '';
  const spoil = (body: EventBody): EventBody => ({ ...body, count: body.count + 1 });
  const isFine = await withApi(spoil, (target) =>
    verifyPcap({ ...world, target, limit: 1 }, (text) => (printed += text)),
  );
  expect(isFine).toBe(false);
  expect(printed).toContain('raised 1:1000043 3 times instead of 4');
});

gated(
  "verify-pcap reports what a user's own rules raise, and misses only what they claim",
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'siem-sim-test-'));
    const rules = join(folder, 'own.rules');
    writeFileSync(
      rules,
      'alert http any any -> any any (msg:"any request"; flow:established,to_server; http.method; content:"GET"; sid:7; rev:1;)\n',
    );
    let printed = '';
    const isFine = await withApi(
      (body) => body,
      (target) => verifyPcap({ ...world, target, rules: [rules] }, (text) => (printed += text)),
    );
    expect(isFine).toBe(true);
    expect(printed).toMatch(/1:1000043 x 3 +1:7 x 3 +ok/);
    rmSync(folder, { recursive: true });
  },
);

gated('verify-pcap names the address of an API that refuses or is not there', async () => {
  await withApi(
    (body) => body,
    async (target) => {
      await expect(verifyPcap({ ...world, target, apiKey: 'wrong' }, () => {})).rejects.toThrow('answered 401');
    },
  );
  await expect(verifyPcap({ ...world, target: 'http://127.0.0.1:1' }, () => {})).rejects.toThrow(
    'cannot reach http://127.0.0.1:1',
  );
});

gated('verify-pcap without a target confirms a simulator of its own', { timeout: 300_000 }, async () => {
  let printed = '';
  const isFine = await verifyPcap(
    { scenario: 'default', seed: '3', events: 300, limit: 12 },
    (text) => (printed += text),
  );
  expect(printed).not.toContain('MISMATCH');
  expect(printed.split('\n').filter((line) => line.endsWith('  ok'))).toHaveLength(12);
  expect(isFine).toBe(true);
});

test('the table puts faults under it, and JUnit escapes them', () => {
  const lines = [{ event: 'e<1>', expected: '1:1 x 1', raised: '', faults: ['is "wrong" & \u0001late'] }];
  expect(verdictTable(lines)).toBe(
    'event  expected  raised\ne<1>   1:1 x 1           MISMATCH\n\ne<1>: is "wrong" & \u0001late\n',
  );
  expect(junit(lines)).toContain('e&lt;1&gt;');
  expect(junit(lines)).toContain('is "wrong" &amp; \ufffdlate');
});
