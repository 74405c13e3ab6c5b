/**
 * Which detail a draw comes to: a detection by its share, one of its alarms, then one of the alarm's variants.
 * Each slot goes to the detection with the best lot in it, and a lot follows from slot, name and weight alone (rendezvous hashing).
 * So nobody's place in the catalogue matters, and what is added to it takes slots without moving any between the others.
 */
import { lazy } from '../../kernel/lazy.ts';
import type { Detail } from '../../model/world.ts';
import { makeWeightedPicker } from '../dictionaries/weighted-picker.ts';
import { nameHash } from '../stories/numbers.ts';

export interface DetailPicker {
  readonly slots: Slots;
  /** For each alarm, codes of details by slot, made when it is first drawn. */
  readonly variants: (Uint16Array | null)[];
  readonly variantsOf: (alarm: number) => Uint16Array;
}

const alarmSlots = 32_768;
const variantSlots = 256;

/** Who each slot goes to, found out when it is first drawn: a small World draws few of them. */
interface Slots {
  /** An alarm's place in `variants`, by slot; `unknown` where nobody has asked. */
  readonly alarms: Uint16Array;
  readonly winner: (slot: number) => number;
}

const unknown = 0xffff;

/** The code of a detail; uses the lowest 15 bits of the word and those from the 20th on. */
export function drawnDetail({ slots, variants, variantsOf }: DetailPicker, word: number): number {
  const slot = word & (alarmSlots - 1);
  let alarm = slots.alarms[slot] ?? 0;
  if (alarm === unknown) alarm = slots.alarms[slot] = slots.winner(slot);
  const codes = variants[alarm] ?? (variants[alarm] = variantsOf(alarm));
  return codes[(word >>> 19) & (variantSlots - 1)] ?? 0;
}

/** `weightOf` is how often an alarm happens beside others, an integer; its variants share it, the first ones likeliest. */
export function makeDetailPicker(details: readonly Detail[], weightOf: (detail: Detail) => number): DetailPicker {
  const byAlarm = grouped(details, ({ alarm }) => alarm.shortName).map(([name, variants]) => {
    const [first] = variants as [Detail, ...Detail[]];
    return { name, variants, detection: first.detection.name, weight: weightOf(first) };
  });
  return {
    slots: slotsOf(byAlarm),
    variants: byAlarm.map(() => null),
    variantsOf: (alarm) => {
      const own = byAlarm[alarm]?.variants ?? [];
      const weights = own.map((_, rank) => Math.floor(1_000_000 / (rank + 2)));
      return makeWeightedPicker(weights, variantSlots, (choice) => own[choice]?.code ?? 0);
    },
  };
}

function grouped<Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly (readonly [string, Item[]])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group === undefined) groups.set(nameOf(item), [item]);
    else group.push(item);
  }
  return [...groups];
}

/** What the last Worlds shared their slots out by, and to whom. */
const known = new Map<string, Slots>();
const mostKnown = 8;

function slotsOf(byAlarm: readonly (Claimant & { readonly detection: string })[]): Slots {
  const key = byAlarm.map(({ name, detection, weight }) => `${detection}/${name} ${weight}`).join();
  const found = known.get(key);
  if (found !== undefined) return found;
  const places = new Map(byAlarm.map(({ name }, place) => [name, place]));
  const byDetection = grouped(byAlarm, ({ detection }) => detection).map(([name, alarms]) => ({
    name,
    weight: alarms.reduce((sum, { weight }) => sum + weight, 0),
    alarms: lazy(() => contestOf('alarm', alarms)),
  }));
  const detections = contestOf('detection', byDetection);
  const made: Slots = {
    alarms: new Uint16Array(alarmSlots).fill(unknown),
    winner: (slot) => {
      const detection = winnerOf(detections, slot);
      const alarm = detection === null ? null : winnerOf(detection.alarms(), slot);
      return alarm === null ? 0 : (places.get(alarm.name) ?? 0);
    },
  };
  if (known.size >= mostKnown) known.clear();
  known.set(key, made);
  return made;
}

interface Claimant {
  readonly name: string;
  readonly weight: number;
}

/** Claimants of slots, as they are compared. */
interface Contest<Of extends Claimant> {
  readonly claimants: readonly Of[];
  readonly keys: Uint32Array;
  /** One over the weight. */
  readonly rarity: Float64Array;
}

/** The heaviest first: they win most slots, and whoever cannot win is soon passed over. Who wins does not depend on it. */
function contestOf<Of extends Claimant>(kind: string, all: readonly Of[]): Contest<Of> {
  const claimants = all
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight || (one.name < other.name ? -1 : 1));
  return {
    claimants,
    keys: Uint32Array.from(claimants, ({ name }) => nameHash(`${kind} ${name}`)),
    rarity: Float64Array.from(claimants, ({ weight }) => 1 / weight),
  };
}

/** Who has the best lot, to each about its share of the slots; null where nobody has a share. */
function winnerOf<Of extends Claimant>({ claimants, keys, rarity }: Contest<Of>, slot: number): Of | null {
  const salt = Math.imul(slot + 1, 0x9e37_79b1);
  let best = Infinity;
  let winner = -1;
  for (let at = 0; at < keys.length; at++) {
    const rare = rarity[at] as number;
    const draw = mixed(salt ^ (keys[at] as number)) / 0x1_0000_0000;
    // A lot is no less than its draw, so most are never made.
    if (draw * rare >= best) continue;
    const own = lot(draw) * rare;
    if (own >= best) continue;
    best = own;
    winner = at;
  }
  return claimants[winner] ?? null;
}

/** -ln(1 - draw) to six digits, by fractions alone: engines may differ in a logarithm's last bit. */
function lot(draw: number): number {
  let left = 1 - draw;
  let halvings = 0;
  for (; left < 0.5; left *= 2) halvings++;
  const x = (1 - left) / (1 + left);
  const y = x * x;
  return halvings * Math.LN2 + 2 * x * (1 + y * (1 / 3 + y * (1 / 5 + y * (1 / 7 + y / 9))));
}

/** The finalizer of MurmurHash3: each bit of the input changes half of those of the output. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
