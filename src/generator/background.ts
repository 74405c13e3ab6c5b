/** Background events: each row is a pure function of (seed, stream, row number), written straight into columns. */
import { threefry, type Key } from '../kernel/random.ts';
import type { Columns } from '../model/columns.ts';
import type { Customer, Detail, Sensor } from '../model/world.ts';
import type { CustomerPools, Hosts, Pool } from './hosts.ts';
import { fillTriage, type TriageContext, type Draws, type Until } from './triage.ts';
import { makeWeightedPicker } from './weighted-picker.ts';

/** Events in order of time, each drawn by its number: the background of a World, or of a day after its end. */
export interface RowBlock {
  readonly key: Key;
  readonly rows: number;
  readonly timeAt: (share: number) => number;
  /** The last trigger of an event that is still going on happens by now. */
  readonly now: number;
  /** True where some events are held up on their way; in a World that is looked back on, all have come. */
  readonly isLate: boolean;
}

/** All that a row draws from; made once, then only read. */
export interface GenerationContext {
  /** The World's own background, up to its end. */
  readonly own: RowBlock;
  readonly sensors: readonly Sensor[];
  /** Those of the catalogue first, which background draws from; those of stories follow. */
  readonly details: readonly Detail[];
  readonly hosts: Hosts;
  readonly sensorWeightedPicker: Uint16Array;
  readonly detailWeightedPicker: Uint16Array;
  /** Per detail, four hosts of each family that its outbound connections go to. */
  readonly peers: { readonly v4: Uint16Array; readonly v6: Uint16Array };
  readonly triageContext: TriageContext;
}

const aggregationWindow = 3_600_000;

/** What counts look like: mostly single events, a heavy tail. Shares of 1024; made up, in the usual shape of aggregation counts. */
const countClasses = [
  { share: 370, from: 1, to: 1 },
  { share: 310, from: 2, to: 5 },
  { share: 220, from: 6, to: 25 },
  { share: 95, from: 26, to: 150 },
  { share: 26, from: 151, to: 1500 },
  { share: 3, from: 1501, to: 10_000 },
] as const;
const countWeightedPicker = makeWeightedPicker(
  countClasses.map((entry) => entry.share),
  1024,
);
/** Usual distance between two triggers, milliseconds. */
const gaps = [250, 1000, 1000, 5000, 15_000, 30_000, 60_000, 300_000] as const;

const words = new Uint32Array(12);

/** Draws the words of event `number` of a stretch; they are good until the next are drawn. */
export function drawsOf({ key }: RowBlock, number: number): Draws {
  for (let pair = 0; pair < 6; pair++) threefry(key, number, pair, words, pair * 2);
  return words;
}

/** When event `number` of a stretch begins; later numbers are never earlier. */
export function beginOf({ key, timeAt, rows }: RowBlock, number: number): number {
  threefry(key, number, 0, words);
  return timeAt((number + (words[0] ?? 0) / 0x1_0000_0000) / rows);
}

/** How long an event was held up: one in 128 of those that may, by five minutes to six hours; made up. */
export function latenessOf({ isLate }: RowBlock, draws: Draws): number {
  const chance = draws[11] ?? 0;
  return isLate && (chance & 127) === 0 ? 300_000 + ((chance >>> 7) % 21_300_000) : 0;
}

/** Fills events `from` … `to`-1 of a stretch into the columns from index `at` on. */
export function fillBackground(
  generation: GenerationContext,
  rowBlock: RowBlock,
  columns: Columns,
  range: { readonly from: number; readonly to: number },
  at: number,
  until: Until,
): void {
  for (let row = range.from; row < range.to; row++)
    fillRow(generation, rowBlock, columns, row, at + row - range.from, until);
}

function fillRow(
  generation: GenerationContext,
  rowBlock: RowBlock,
  columns: Columns,
  number: number,
  at: number,
  until: Until,
): void {
  const draws = drawsOf(rowBlock, number);
  // Indexed reads: destructuring a typed array goes through its iterator, which costs more than all the draws.
  const where = draws[1] ?? 0;
  const what = draws[2] ?? 0;
  const timestamp = rowBlock.timeAt((number + (draws[0] ?? 0) / 0x1_0000_0000) / rowBlock.rows);
  const sensor = generation.sensors[generation.sensorWeightedPicker[where & 0xfff] ?? 0] as Sensor;
  const code = generation.detailWeightedPicker[what & 0xffff] ?? 0;
  const detail = generation.details[code] as Detail;
  columns.timestamp[at] = timestamp;
  columns.sensor[at] = sensor.index;
  columns.detail[at] = code;
  const count = fillExtent(rowBlock, columns, at, timestamp, draws[5] ?? 0, what >>> 16);
  fillEnds(generation, columns, at, detail, sensor.customer, where >>> 12, count);
  fillTriage(generation.triageContext, draws, columns, at, detail, sensor.customer, latenessOf(rowBlock, draws), until);
}

/** How many triggers, over how long; an event that is still being aggregated ends by now. Returns the count. */
function fillExtent(
  { now }: RowBlock,
  columns: Columns,
  at: number,
  timestamp: number,
  size: number,
  spread: number,
): number {
  const chosen = countClasses[countWeightedPicker[size & 1023] ?? 0] ?? countClasses[0];
  const wanted = chosen.from + Math.floor(((size >>> 10) / 0x40_0000) * (chosen.to - chosen.from + 1));
  const room = Math.min(aggregationWindow, now - timestamp);
  const gap = Math.max(
    20,
    Math.min(gaps[spread & 7] ?? 1000, wanted === 1 ? 20 : Math.floor(aggregationWindow / wanted)),
  );
  const count = Math.max(1, Math.min(wanted, 1 + Math.floor(room / gap)));
  columns.count[at] = count;
  columns.duration[at] = (count - 1) * gap;
  return count;
}

/** Who talked to whom; the event's source is the end that sent the packet which the rule matched. */
function fillEnds(
  generation: GenerationContext,
  columns: Columns,
  at: number,
  detail: Detail,
  customer: Customer,
  family: number,
  count: number,
): void {
  const who = words[3] ?? 0;
  const ends = words[4] ?? 0;
  const { detection } = detail;
  const inside = generation.hosts.inside[customer.index];
  if (inside === undefined) throw new Error(`no hosts for ${customer.shortName}`);
  const isV6 = inside.v6 !== null && family % 100 < 7;
  const own: CustomerPools = isV6 && inside.v6 !== null ? inside.v6 : inside.v4;
  const outside: Pool = isV6 ? generation.hosts.outside.v6 : generation.hosts.outside.v4;
  const one = who & 0xfff;
  const two = (who >>> 12) & 0xfff;
  let initiator: number;
  let responder: number;
  if (detection.direction === 'inbound') {
    initiator = outside[one] ?? 0;
    responder = own.exposed[two] ?? 0;
  } else if (detection.direction === 'outbound') {
    initiator = own.clients[one] ?? 0;
    responder = (isV6 ? generation.peers.v6 : generation.peers.v4)[detail.code * 4 + (two & 3)] ?? 0;
  } else {
    initiator = own.clients[one] ?? 0;
    responder = own.servers[two] ?? 0;
    if (initiator === responder) responder = own.servers[(two + 2048) & 0xfff] ?? 0;
  }
  // One aggregate in 64 that has room for it was aggregated over a network instead of a host.
  const wide = count > 3 && who >>> 26 === 0;
  if (wide && (generation.hosts.widened[initiator] ?? 0) > 0)
    initiator = generation.hosts.widened[initiator] ?? initiator;
  else if (wide && (generation.hosts.widened[responder] ?? 0) > 0)
    responder = generation.hosts.widened[responder] ?? responder;
  const hasPorts = detection.transport === 'tcp' || detection.transport === 'udp';
  const ephemeral = hasPorts ? 32_768 + (ends % 28_232) : 0;
  const service = hasPorts ? detail.variant.port : 0;
  const forward = detection.trigger === 'initiator';
  columns.source[at] = forward ? initiator : responder;
  columns.destination[at] = forward ? responder : initiator;
  columns.sourcePort[at] = forward ? ephemeral : service;
  columns.destinationPort[at] = forward ? service : ephemeral;
}
