import { expect, test } from 'vitest';
import { sightingOf } from '../../../src/cli/ids/own.ts';
import { everyDetection, makeCatalogue } from '../../../src/generator/formats/catalogue.ts';
import { format1 } from '../../../src/generator/formats/format-1.ts';
import { format2 } from '../../../src/generator/formats/format-2.ts';
import { makeWorld } from '../../../src/generator/generate.ts';
import { ownDetection } from '../../../src/generator/own-alarms/own-detection.ts';
import { readAlarms } from '../../../src/generator/own-alarms/shipped.ts';
import { readScenario } from '../../../src/generator/scenario.ts';
import { suricataRules } from '../../../src/generator/rules.ts';
import { stream } from '../../../src/kernel/random.ts';
import { violations } from '../../../src/kernel/schema.ts';
import { categories } from '../../../src/model/category.ts';
import { logSources, type Detection, type Sighting } from '../../../src/model/detection.ts';
import { eventPayload } from '../../../src/products/shared/captures.ts';
import { fieldsOf, reads } from './log-reader.ts';

const { alarms, techniques, chains, logs } = readAlarms();
const all = everyDetection(format2.catalogue);
const further = format2.catalogue.further();

const seen = (one: Detection, variant = 0): Sighting => {
  const [alarm] = one.alarms;
  if (alarm === undefined) throw new Error(`${one.name} has no alarm`);
  return sightingOf(one, alarm, variant);
};

test('every alarm of the files keeps to the schema, and nothing is wrong with its texts', () => {
  const wrong = Object.entries(alarms).flatMap(([name, alarm]) => {
    const mistakes: string[] = violations('scenario-alarm.schema.json', alarm).map(
      ({ path, message }) => `${name} ${path.join('.')} ${message}`,
    );
    ownDetection(name, alarm, (path, message) => mistakes.push(`${name} ${path.join('.')} ${message}`));
    return mistakes;
  });
  expect(wrong).toEqual([]);
  expect(further.map(({ name }) => name)).toEqual(Object.keys(alarms));
});

test('every category has its place in the kill chain, and every system a form of its records', () => {
  expect(Object.keys(chains).sort()).toEqual(Object.keys(categories).sort());
  expect(Object.keys(logs)).toEqual([...logSources]);
});

test.each(['default', 'ransomware', 'large'])('the World of %s is made without reading them', (name) => {
  const never = (): readonly Detection[] => {
    throw new Error('the catalogue for stories was read');
  };
  const format = { ...format2, catalogue: makeCatalogue(format2.catalogue.detections, never) };
  const scenario = readScenario(name);
  const world = makeWorld({ seed: '1', scenario, format, events: 50 });
  const first = makeWorld({ seed: '1', scenario, format: format1, events: 50 });
  expect(world.details.map(({ alarm }) => alarm.sid)).toEqual(first.details.map(({ alarm }) => alarm.sid));
  expect(eventPayload(world, 0, null)).toEqual(eventPayload(first, 0, null));
});

test('there are at least 250 of them, of at least 100 techniques, in all tactics that leave traces at a victim', () => {
  expect(further.length).toBeGreaterThanOrEqual(250);
  expect(new Set(further.map(({ attack }) => attack.technique)).size).toBeGreaterThanOrEqual(100);
  const tactics = new Set(further.flatMap(({ attack }) => attack.tactics));
  for (const one of [
    'Reconnaissance',
    'Initial Access',
    'Execution',
    'Persistence',
    'Privilege Escalation',
    'Defense Evasion',
    'Credential Access',
    'Discovery',
    'Lateral Movement',
    'Collection',
    'Command and Control',
    'Exfiltration',
    'Impact',
  ])
    expect(tactics).toContain(one);
  for (const { attack } of all) expect(techniques).toHaveProperty([attack.technique]);
});

test('ids, names and signatures are unique over the whole catalogue', () => {
  const every = all.flatMap((one) => one.alarms);
  for (const key of ['id', 'shortName', 'name', 'sid'] as const)
    expect(new Set(every.map((alarm) => alarm[key])).size, key).toBe(every.length);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

test('every alarm has its variants, the same on every call, with properties of lower case', () => {
  for (const one of further) {
    const [alarm] = one.alarms;
    if (alarm === undefined) continue;
    const variants = one.variants(alarm, stream('seed', one.name));
    expect(variants).toHaveLength(one.variantCount(alarm));
    expect(variants.length).toBeGreaterThanOrEqual(4);
    expect(one.variants(alarm, stream('seed', one.name))).toEqual(variants);
    for (const { properties, uri, domain } of variants) {
      for (const key of Object.keys(properties)) expect(key).toMatch(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/);
      expect(JSON.stringify([properties, uri, domain])).not.toMatch(/\{(?:user|host|file|hex\d+)\}|\[\[|\]\]/);
    }
  }
});

test('what a story changes is changed wherever it stands, and nothing else is', () => {
  for (const one of further) {
    const { alarm, variant } = seen(one);
    expect(one.settle?.(alarm, variant), one.name).toEqual(variant);
    if (variant.properties['user.name'] === undefined) continue;
    const other = one.settle?.(alarm, {
      ...variant,
      properties: { ...variant.properties, 'user.name': ['zoe.quist'] },
    });
    const [old = ''] = variant.properties['user.name'];
    const tellsUser = JSON.stringify(alarms[one.name]).includes('{user}');
    if (tellsUser && one.log !== undefined)
      expect(one.log({ ...seen(one), variant: other ?? variant }), one.name).not.toContain(old);
  }
});

test('no two rules look for the same', () => {
  const asked = suricataRules(all)
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/msg:"[^"]*"; /, '').replace(/metadata.*$/, ''));
  expect(new Set(asked).size).toBe(asked.length);
});

const logged = further.filter(({ log }) => log !== undefined);

test('a log line is one line that a JSON or grok filter reads, and names who began it', () => {
  for (const one of logged)
    for (const variant of [0, 1, 2, 3]) {
      const sighting = seen(one, variant);
      const line = one.log?.(sighting) ?? '';
      expect(line).not.toMatch(/[\n\r]/);
      expect(line, one.name).toContain(sighting.initiator.address);
      expect(Object.keys(fieldsOf(one.source ?? '', line)).length, one.name).toBeGreaterThan(3);
    }
});

test('the reader of each log finds its own records and no others', () => {
  const records = logged.map((one) => ({ one, fields: fieldsOf(one.source ?? '', one.log?.(seen(one, 1)) ?? '') }));
  const wrong = logged.flatMap((one) =>
    records
      .filter(({ one: other, fields }) => reads(one, other.source ?? '', fields) !== (other === one))
      .map(({ one: other }) => `${one.name} ${other === one ? 'misses itself' : `finds ${other.name}`}`),
  );
  expect(wrong).toEqual([]);
});
