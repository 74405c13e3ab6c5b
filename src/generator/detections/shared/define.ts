/** Turns the table of one detection into a catalogue entry whose functions see the alarm's own row. */
import type { Stream } from '../../../kernel/random.ts';
import type { Alarm, Detection, Sighting, Variant } from '../../../model/detection.ts';
import type { Flow } from '../../../model/flow.ts';
import type { DetectionRule } from '../../../model/rule.ts';

/** One alarm of a detection: the catalogue's fields and whatever else tells it from its siblings. */
export type AlarmRow<Mark> = Omit<Alarm, 'gid'> & Mark;

/** What most detections are: seen on the network, over TCP, of somebody outside who opens the conversation and sends what matches. */
const usual = { telemetry: 'network', transport: 'tcp', direction: 'inbound', trigger: 'initiator' } as const;
type Usual = keyof typeof usual;

/** The facts of an event with what it lacks left out: no domain, no URI, port 0. */
export type VariantFacts = Pick<Variant, 'properties'> & Partial<Variant>;

export interface DetectionTable<Mark>
  extends
    Omit<Detection, Usual | 'alarms' | 'variants' | 'settle' | 'flows' | 'rule' | 'log'>,
    Partial<Pick<Detection, Usual>> {
  readonly alarms: readonly AlarmRow<Mark>[];
  readonly variants: (row: Alarm & Mark, chance: Stream) => readonly VariantFacts[];
  readonly settle?: (row: Alarm & Mark, variant: Variant) => Variant;
  readonly flows?: (row: Alarm & Mark, sighting: Sighting) => readonly Flow[];
  readonly rule?: (row: Alarm & Mark) => DetectionRule;
  readonly log?: (row: Alarm & Mark, sighting: Sighting) => string;
}

/** Every alarm gets generator 1, the one of text rules (contract/argus.md §6, seed 000). */
export function detection<Mark>(table: DetectionTable<Mark>): Detection {
  const { alarms: rows, variants, settle, flows, rule, log, ...rest } = table;
  const alarms = rows.map((row) => ({ ...row, gid: 1 }));
  const rowOf = (alarm: Alarm): Alarm & Mark => {
    const row = alarms.find((one) => one.id === alarm.id);
    if (row === undefined) throw new RangeError(`${table.name} has no alarm ${alarm.id}`);
    return row;
  };
  return {
    ...usual,
    ...rest,
    alarms,
    variants: (alarm, chance) => variants(rowOf(alarm), chance).map(complete),
    ...(settle && { settle: (alarm: Alarm, variant: Variant) => settle(rowOf(alarm), variant) }),
    ...(flows && { flows: (sighting: Sighting) => flows(rowOf(sighting.alarm), sighting) }),
    ...(rule && { rule: (alarm: Alarm) => rule(rowOf(alarm)) }),
    ...(log && { log: (sighting: Sighting) => log(rowOf(sighting.alarm), sighting) }),
  };
}

const complete = ({ domain = null, uri = null, port = 0, properties }: VariantFacts): Variant => ({
  domain,
  uri,
  port,
  properties,
});

/** `count` variants, each from the next draws of one stream. */
export const many = (count: number, make: (index: number) => VariantFacts): readonly VariantFacts[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** The first value of a property; variants of a detection always carry the keys that its flows read. */
export function fact(variant: Variant, key: string): string {
  const value = variant.properties[key]?.[0];
  if (value === undefined) throw new RangeError(`variant without ${key}`);
  return value;
}
