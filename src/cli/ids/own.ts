/** Captures of alarms without a World around them, and whether tshark and Suricata confirm each. */
import { suricataRules } from '../../generator/rules.ts';
import { stream } from '../../kernel/random.ts';
import type { Alarm, Detection, Sighting } from '../../model/detection.ts';
import { captureFile, render } from '../../pcap/file.ts';
import { canonical, tolerance, type Claim, type GateCase } from './case.ts';
import { judgeCaptures, type GateVerdict } from './gate.ts';

const home = ['10.20.0.0/16', '2001:db8:10::/48'];
const start = 1_780_000_000_123;

/** What a sensor saw of an alarm raised twice. */
export function sightingOf(detection: Detection, alarm: Alarm, variantAt: number, isV6 = false): Sighting {
  const variants = detection.variants(alarm, stream('gate', `alarm/${alarm.id}`));
  const variant = variants[variantAt % variants.length];
  if (variant === undefined) throw new RangeError(`${alarm.shortName} has no variants`);
  const host = (alarm.id % 250) + 1;
  const inside = isV6 ? `2001:db8:10::1:${host}` : `10.20.1.${host}`;
  const near = isV6 ? `2001:db8:10::2:${host}` : `10.20.2.${host}`;
  const outside = isV6 ? `2001:db8:ffff::${host}` : `203.0.113.${host}`;
  const [from, to] = ({ inbound: [outside, inside], outbound: [inside, outside], internal: [inside, near] } as const)[
    detection.direction
  ];
  const isIcmp = detection.transport === 'icmp';
  return {
    alarm,
    variant,
    initiator: { address: from, port: isIcmp ? 0 : 40_000 },
    responder: { address: to, port: variant.port },
    established: detection.transport === 'tcp',
    blocked: false,
    vlan: null,
    triggers: [start, start + 41_500],
    chance: stream('gate', `sighting/${alarm.id}/${variantAt}`),
  };
}

function claimOf(detection: Detection, { alarm, variant, initiator, responder, triggers, blocked }: Sighting): Claim {
  const isAsked = detection.trigger === 'initiator';
  const [from, to] = isAsked ? [initiator, responder] : [responder, initiator];
  return {
    signature: `${alarm.gid}:${alarm.sid}`,
    times: triggers.map((time) => time * 1000),
    ends: {
      source: canonical(from.address),
      sourcePort: from.port,
      destination: canonical(to.address),
      destinationPort: to.port,
    },
    initiator: isAsked ? 'source' : 'destination',
    properties: variant.properties,
    domain: variant.domain,
    uri: variant.uri,
    blocked,
    ...tolerance(detection, alarm, blocked),
  };
}

function captureCase(detection: Detection, alarm: Alarm, variantAt: number, isV6 = false): GateCase {
  const sighting = sightingOf(detection, alarm, variantAt, isV6);
  const file = captureFile(render(detection.flows?.(sighting) ?? [], sighting.chance));
  return { name: `${alarm.shortName}-${isV6 ? 'v6' : 'v4'}`, file, claim: claimOf(detection, sighting) };
}

/** Captures of each alarm, over IPv4 or IPv6. */
export const capturesOf = (detections: readonly Detection[], isV6: boolean): readonly GateCase[] =>
  detections
    .filter(({ flows }) => flows !== undefined)
    .flatMap((one) => one.alarms.map((alarm, at) => captureCase(one, alarm, at, isV6)));

/** Judges them with the rules of all: each must raise its own alarm and no other. */
export const judgeOwn = (cases: readonly GateCase[], all: readonly Detection[]): Promise<readonly GateVerdict[]> =>
  judgeCaptures(cases, { rules: suricataRules(all), home });

/** What a reader of logs would take for something else: records of one alarm in which another's reader finds all that it looks for. */
export const misreadLogs = (told: readonly Detection[], all: readonly Detection[]): readonly string[] =>
  told.flatMap((one) =>
    one.alarms.flatMap((alarm) => {
      const { properties } = sightingOf(one, alarm, 1).variant;
      const finds = ({ name, source, watches }: Detection): boolean =>
        name !== one.name &&
        source !== undefined &&
        source === one.source &&
        (watches ?? []).every(({ key, text, isWhole }) => {
          const [value] = properties[key] ?? [];
          return value !== undefined && (isWhole ? value === text : value.includes(text));
        });
      return all.filter(finds).map(({ name }) => `${alarm.shortName}: its record is read as one of ${name} as well`);
    }),
  );
