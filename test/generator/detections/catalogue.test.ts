import { test, expect } from 'vitest';
import { readdirSync } from 'node:fs';
import { detections } from '../../../src/generator/detections/index.ts';
import { categories } from '../../../src/model/category.ts';
import { stream } from '../../../src/kernel/random.ts';
import { artefact, sha256 } from '../../../src/generator/detections/shared/artefacts.ts';

const folder = new URL('../../../src/generator/detections/', import.meta.url);
const alarms = detections.flatMap((one) => one.alarms);
const all = detections.flatMap((one) =>
  one.alarms.flatMap((alarm) =>
    one.variants(alarm, stream('seed', `alarm/${alarm.id}`)).map((variant) => ({ one, alarm, variant })),
  ),
);

test('every file of the folder is one detection of that name, listed once', () => {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'index.ts')
    .map((entry) => entry.name.replace(/\.ts$/, ''));
  expect(detections.map((one) => one.name).toSorted()).toEqual(files.toSorted());
});

test('the catalogue holds at least 64 alarms over 17 categories, 21 network and 7 other detections', () => {
  expect(alarms.length).toBeGreaterThanOrEqual(64);
  expect(new Set(detections.map((one) => one.category)).size).toBeGreaterThanOrEqual(17);
  expect(detections.filter((one) => one.telemetry === 'network').length).toBeGreaterThanOrEqual(21);
  expect(detections.filter((one) => one.telemetry !== 'network').length).toBeGreaterThanOrEqual(7);
  for (const one of detections) expect(Object.keys(categories)).toContain(one.category);
});

test('alarm ids, short names, names and signatures are unique', () => {
  for (const key of ['id', 'shortName', 'name', 'sid'] as const)
    expect(new Set(alarms.map((alarm) => alarm[key])).size).toBe(alarms.length);
});

test('signatures lie in the local range, but for the documented sample', () => {
  const foreign = alarms.filter((alarm) => alarm.sid < 1_000_000 || alarm.sid > 1_999_999);
  expect(foreign.map(({ id, gid, sid, name }) => ({ id, gid, sid, name }))).toEqual([
    { id: 58129, gid: 1, sid: 41336, name: 'MALWARE - Andr.Trojan.Sysch variant activity' },
  ]);
  expect(detections.find((one) => one.alarms.some((alarm) => alarm.id === 58129))?.category).toBe('callback');
});

test('every alarm has 4 to 32 variants, the same on every call', () => {
  for (const one of detections)
    for (const alarm of one.alarms) {
      const variants = one.variants(alarm, stream('seed', `alarm/${alarm.id}`));
      expect(variants.length).toBeGreaterThanOrEqual(4);
      expect(variants.length).toBeLessThanOrEqual(32);
      expect(one.variants(alarm, stream('seed', `alarm/${alarm.id}`))).toEqual(variants);
    }
});

test('property keys are lower-case and dotted, with at least one value each', () => {
  for (const { variant } of all)
    for (const [key, values] of Object.entries(variant.properties)) {
      expect(key).toMatch(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/);
      expect(values.length).toBeGreaterThan(0);
    }
});

test('every domain lies under a reserved name', () => {
  const reserved = /\.(?:example|test|invalid|example\.(?:com|net|org))$/;
  for (const { variant } of all) if (variant.domain !== null) expect(variant.domain).toMatch(reserved);
});

test('every uri is a path on the request line, in ASCII', () => {
  for (const { variant } of all) if (variant.uri !== null) expect(variant.uri).toMatch(/^\/[!-~]*$/);
});

test('hard values are among the variants: long uri, Unicode, several values, no domain', () => {
  const values = all.flatMap(({ variant }) => Object.values(variant.properties));
  expect(all.some(({ variant }) => (variant.uri?.length ?? 0) > 2000)).toBe(true);
  expect(values.some((list) => list.some((value) => /[^\0-\u00ff]/.test(value)))).toBe(true);
  expect(values.some((list) => list.length > 1)).toBe(true);
  expect(all.some(({ variant }) => variant.domain === null)).toBe(true);
});

test('only network detections have a transport, flows and rules; the others have a log line', () => {
  for (const one of detections) {
    const network = one.telemetry === 'network';
    expect(one.transport !== null, one.name).toBe(network);
    expect(one.log !== undefined, one.name).toBe(!network);
  }
});

test('a file hash is the hash of the file', () => {
  expect(sha256(artefact('pe', 'a.exe'))).not.toBe(sha256(artefact('pe', 'b.exe')));
  expect(sha256(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
