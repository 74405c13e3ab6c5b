import { test, expect } from 'vitest';
import { detections } from '../../../src/generator/detections/index.ts';
import { snort3EventFilter, snort3Rules, suricataRules } from '../../../src/generator/rules.ts';
import { stream } from '../../../src/kernel/random.ts';
import type { Alarm, Detection, Sighting } from '../../../src/model/detection.ts';

const every = detections.flatMap((detection) => detection.alarms.map((alarm) => ({ detection, alarm })));

function sighting(detection: Detection, alarm: Alarm): Sighting {
  const [variant] = detection.variants(alarm, stream('laws', `${alarm.id}`));
  if (variant === undefined) throw new Error('no variants');
  return {
    alarm,
    variant,
    initiator: { address: '10.20.1.5', port: detection.transport === 'icmp' ? 0 : 40_000 },
    responder: { address: '10.20.2.9', port: variant.port },
    established: detection.transport === 'tcp' && detection.sessionless !== true,
    blocked: false,
    vlan: null,
    triggers: [1_780_000_000_000],
    chance: stream('laws', `sighting/${alarm.id}`),
  };
}

test('a network detection has flows and a rule for every alarm, and no log; any other has a log only', () => {
  for (const { detection, alarm } of every) {
    const isNetwork = detection.telemetry === 'network';
    expect(detection.flows?.(sighting(detection, alarm)).length ?? 0, detection.name).toBeGreaterThan(
      isNetwork ? 0 : -1,
    );
    expect(
      [detection.flows, detection.rule].every((one) => (one !== undefined) === isNetwork),
      detection.name,
    ).toBe(true);
    expect(detection.log === undefined, detection.name).toBe(isNetwork);
  }
});

test('a log line is one line, names the initiator, and is the same every time', () => {
  for (const { detection, alarm } of every) {
    const line = detection.log?.(sighting(detection, alarm));
    if (line === undefined) continue;
    expect(line).not.toContain('\n');
    expect(line).toContain('10.20.1.5');
    expect(detection.log?.(sighting(detection, alarm))).toBe(line);
  }
});

test('every alarm of a network detection has one rule for Suricata and one for Snort 3, with its own signature', () => {
  const claimed = every
    .filter(({ detection }) => detection.rule !== undefined)
    .map(({ alarm }) => `gid:${alarm.gid}; sid:${alarm.sid};`);
  for (const rules of [suricataRules(detections), snort3Rules(detections)]) {
    const lines = rules.trimEnd().split('\n');
    expect(lines).toHaveLength(claimed.length);
    lines.forEach((line, index) => expect(line).toContain(claimed[index]));
  }
});

test('the rules differ: no two ask for the same thing', () => {
  const asked = suricataRules(detections)
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/msg:"[^"]*"; /, '').replace(/metadata.*$/, ''));
  expect(new Set(asked).size).toBe(asked.length);
});

test('Snort 3 gets a row of the event filter for every rule with a threshold, and none in the rule', () => {
  const thresholds = every.filter(({ detection, alarm }) => detection.rule?.(alarm).threshold !== undefined);
  expect(thresholds.length).toBeGreaterThan(0);
  const filter = snort3EventFilter(detections);
  for (const { alarm } of thresholds) expect(filter).toContain(`sid = ${alarm.sid},`);
  expect(filter.split('\n').filter((line) => line.includes('sid ='))).toHaveLength(thresholds.length);
  expect(snort3Rules(detections)).not.toContain('threshold');
});

test('a rule is printable ASCII on one line, whatever bytes it looks for', () => {
  for (const line of (suricataRules(detections) + snort3Rules(detections)).split('\n'))
    expect(line).toMatch(/^[ -~]*$/);
});
