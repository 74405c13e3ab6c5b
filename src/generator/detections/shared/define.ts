/** Turns the table of one detection into a catalogue entry whose functions see the alarm's own row. */
import { stream, type Stream } from '../../../kernel/random.ts';
import type { Alarm, Detection, Sighting, Variant } from '../../../model/detection.ts';
import type { Flow, Turn } from '../../../model/flow.ts';
import type { DetectionRule } from '../../../model/rule.ts';
import { cloudTrail, identityRecord, windowsEvent } from './log.ts';
import { bursts, exchange, tcpSession, wirePath, type Hit, type Path } from './talk.ts';
import { visits, type Exchanged } from './web.ts';

/** One alarm of a detection, by its short name: the catalogue's fields, its ids where they do not follow, and whatever else tells it from its siblings. */
export type AlarmRow<Mark> = Pick<Alarm, 'name' | 'severity' | 'weight'> & Partial<Pick<Alarm, 'id' | 'sid'>> & Mark;

/** An alarm's row with all that it has. */
type Row<Mark> = Alarm & Omit<Mark, keyof Alarm>;

/** What most detections are, by what sees them; on the network: over TCP, of somebody outside who opens the conversation and sends what matches. */
const usual = {
  network: { transport: 'tcp', direction: 'inbound', trigger: 'initiator' },
  cloud: { transport: null, direction: 'inbound', trigger: 'initiator', log: cloudTrail },
  identity: { transport: null, direction: 'inbound', trigger: 'initiator', log: identityRecord },
  endpoint: { transport: null, direction: 'internal', trigger: 'initiator', log: windowsEvent },
} as const;
type Usual = 'telemetry' | 'transport' | 'direction' | 'trigger';

/** The facts of an event with what it lacks left out: no domain, no URI, port 0. */
export type VariantFacts = Pick<Variant, 'properties'> & Partial<Variant>;

export interface DetectionTable<Mark>
  extends
    Omit<Detection, Usual | 'alarms' | 'variants' | 'variantCount' | 'settle' | 'flows' | 'rule'>,
    Partial<Pick<Detection, Usual>> {
  /** Ids of the first alarm; each that follows has the next, unless its row says another. */
  readonly first: Pick<Alarm, 'id' | 'sid'>;
  readonly alarms: Readonly<Record<string, AlarmRow<Mark>>>;
  readonly variants: (row: Row<Mark>, chance: Stream) => Drawn;
  readonly settle?: (row: Row<Mark>, variant: Variant) => Variant;
  /** The rule alerts once for every `count` hits within `seconds`, which stand at most `spacing` microseconds apart. */
  readonly burst?: NonNullable<DetectionRule['threshold']> & { readonly spacing: number };
  /** What is said at each hit, over the detection's transport. */
  readonly talk?: (row: Row<Mark>, sighting: Sighting) => (hit: Hit) => readonly Turn[];
  /** The packet of each hit, where nothing is said. */
  readonly packet?: (row: Row<Mark>, sighting: Sighting, path: Path) => (hit: Hit) => Flow;
  /** What its HTTP requests and responses hold besides the variant's facts: with neither of the above, it is seen in these. */
  readonly visit?: (row: Row<Mark>, sighting: Sighting) => Exchanged;
  readonly rule?: (row: Row<Mark>) => DetectionRule;
}

/** Every alarm gets generator 1, the one of text rules (docs/contract/argus.md §6, seed 000). */
export function detection<Mark>(table: DetectionTable<Mark>): Detection {
  const { first, alarms: rows, variants, settle, burst, talk, packet, visit, rule, ...rest } = table;
  const { telemetry = 'network' } = table;
  const whole = { telemetry, ...usual[telemetry], ...rest };
  const { direction, transport } = whole;
  const alarms = Object.entries(rows).map(([shortName, row], nth) => {
    const { name, severity } = row;
    // In this order: hashes of states go over alarms as JSON.
    const own = { id: first.id + nth, shortName, name, severity, sid: first.sid + nth };
    return Object.assign(own, row, { gid: 1 });
  });
  const rowOf = (alarm: Alarm): Row<Mark> => {
    const row = alarms.find((one) => one.id === alarm.id);
    if (row === undefined) throw new RangeError(`${table.name} has no alarm ${alarm.id}`);
    return row;
  };
  const { count, seconds, spacing, track } = burst ?? { count: 1, seconds: 1, spacing: 0, track: null };
  const flowsOf = (row: Row<Mark>, sighting: Sighting): readonly Flow[] => {
    const hits = bursts(sighting, count, seconds, spacing);
    if (packet !== undefined) return hits.map(packet(row, sighting, wirePath(sighting, direction)));
    if (talk === undefined) return visits(sighting, whole, hits, visit?.(row, sighting) ?? {});
    const path = wirePath(sighting, direction);
    const turnsOf = talk(row, sighting);
    const join = transport === 'udp' ? exchange : tcpSession;
    return hits.map((hit) => join(sighting, path, hit.step, turnsOf(hit)));
  };
  return {
    ...whole,
    alarms,
    variants: (alarm, chance) => {
      const { count: number, make } = variants(rowOf(alarm), chance);
      return Array.from({ length: number }, (_, index) => complete(make(index)));
    },
    variantCount: (alarm) => variants(rowOf(alarm), noChance).count,
    ...(settle && { settle: (alarm: Alarm, variant: Variant) => settle(rowOf(alarm), variant) }),
    ...(telemetry === 'network' && { flows: (sighting: Sighting) => flowsOf(rowOf(sighting.alarm), sighting) }),
    ...(rule && {
      rule: (alarm: Alarm) => ({
        ...rule(rowOf(alarm)),
        ...(track !== null && { threshold: { count, seconds, track } }),
      }),
    }),
  };
}

const complete = ({ domain = null, uri = null, port = 0, properties }: VariantFacts): Variant => ({
  domain,
  uri,
  port,
  properties,
});

/** Variants to be drawn. */
export interface Drawn {
  readonly count: number;
  readonly make: (index: number) => VariantFacts;
}

/** `count` variants, each from the next draws of one stream. */
export const many = (count: number, make: (index: number) => VariantFacts): Drawn => ({ count, make });

/** For who asks how many there are: they are a matter of the table, not of chance. */
const noChance = stream('', 'nothing is drawn from this');
