/** The decoder says of every packet what tshark says of it, field by field. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeCapture, type DecodedPacket } from '../../../src/pcap/decode/capture.ts';
import { captureFile, render } from '../../../src/pcap/file.ts';
import { network, plain, sightingOf, type Network, type Shape } from '../sightings.ts';

const hasTshark = spawnSync('tshark', ['--version']).status === 0;
if (!hasTshark) console.warn('SKIPPED: the decoder is compared with tshark, which .ci/install-ids installs');

test.runIf(process.env['CI'] !== undefined)('a CI run has tshark, so that the decoder is always compared', () => {
  expect(hasTshark).toBe(true);
});

/** What only we say, or say in other words: sizes of bodies, and the code of a flag. */
const ours = new Set(['http.file_data', 'http.response.version', 'data.len']);

const [between, among] = ['\u001f', '\u001e'];
/** Each segment by itself, as the decoder reads it. */
const preferences = [
  'tcp.desegment_tcp_streams:FALSE',
  'tcp.relative_sequence_numbers:FALSE',
  'http.desegment_body:FALSE',
  'http.desegment_headers:FALSE',
  'tls.desegment_ssl_records:FALSE',
  'tls.desegment_ssl_application_data:FALSE',
].flatMap((preference) => ['-o', preference]);
/** Servers that hide at another port, which the decoder knows by their words. */
const hidden = ['-d', 'tcp.port==2222,ssh'];

/** Values of each packet, by field. */
function toldByTshark(file: string, names: readonly string[]): readonly ReadonlyMap<string, readonly string[]>[] {
  const format = ['-T', 'fields', '-E', `separator=${between}`, '-E', 'occurrence=a', '-E', `aggregator=${among}`];
  const fields = names.flatMap((name) => ['-e', name]);
  const said = execFileSync('tshark', ['-n', '-r', file, ...preferences, ...hidden, ...format, ...fields], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1 << 28,
  });
  return said
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const cells = line.split(between);
      return new Map(names.map((name, at) => [name, (cells[at] ?? '').split(among).filter((value) => value !== '')]));
    });
}

/** Version 1.3 seals its records, which tshark tells by the handshake before them and calls by another name. */
const sealed = (name: string, value: string): boolean => name === 'tls.record.content_type' && value === '23';

const valuesOf = ({ layers }: DecodedPacket, name: string): readonly string[] =>
  layers.flatMap(({ fields }) => fields.filter((field) => field.name === name).map(({ value }) => value));

function captureOfOne(one: Network, shape: Shape): Uint8Array {
  const sighting = sightingOf(one, shape);
  return captureFile(render(one.detection.flows?.(sighting) ?? [], sighting.chance));
}

/** One alarm of every detection. */
const ofEach = network.filter(({ detection }, at) => network.findIndex((one) => one.detection === detection) === at);

const shapes: readonly Shape[] = [plain, { ...plain, v6: true, vlan: 120, variant: 1, hosts: [200, 17] }];

test.skipIf(!hasTshark)(
  'every field of every packet of a capture of every detection is what tshark reads there',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'siem-sim-decode-'));
    try {
      const differences: string[] = [];
      for (const [index, one] of ofEach.entries()) {
        const bytes = captureOfOne(one, shapes[index % shapes.length] ?? plain);
        const decoded = decodeCapture(bytes);
        const packets = decoded?.packets ?? [];
        const names = [
          ...new Set(packets.flatMap(({ layers }) => layers.flatMap(({ fields }) => fields)).map(({ name }) => name)),
        ].filter((name) => !ours.has(name));
        const file = join(folder, 'one.pcap');
        writeFileSync(file, bytes);
        const told = toldByTshark(file, names);
        expect(told).toHaveLength(packets.length);
        for (const [at, packet] of packets.entries())
          for (const name of names) {
            const unsealed = (values: readonly string[]): string =>
              values.filter((value) => !sealed(name, value)).join(among);
            const [mine, theirs] = [unsealed(valuesOf(packet, name)), unsealed(told[at]?.get(name) ?? [])];
            if (mine !== theirs)
              differences.push(`${one.alarm.shortName} ${packet.number} ${name}: ${mine} / ${theirs}`);
          }
      }
      expect(differences).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
