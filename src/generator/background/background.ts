/** Background events: each row is a pure function of (seed, stream, row number), written straight into columns. */
import type { Columns } from '../../model/columns.ts';
import type { Detail, Host, Sensor } from '../../model/world.ts';
import type { CustomerPools, Hosts } from '../dictionaries/hosts.ts';
import type { GenerationRules } from '../formats/world-format.ts';
import { drawsOf, latenessOf, type RowBlock } from '../timeline/row-block.ts';
import { drawnDetail, type DetailPicker } from './detail-picker.ts';
import { eventEnds } from '../../model/pairing.ts';
import type { Mix } from './mix.ts';
import { makeRowCursor, type RowCursor } from './row-cursor.ts';
import { fillTriage, type TriageContext, type Until } from './triage.ts';
import { makeWeightedPicker } from '../dictionaries/weighted-picker.ts';

/** All that a row draws from; made once, then only read. */
export interface GenerationContext {
  /** The World's own background, up to its end. */
  readonly own: RowBlock;
  readonly sensors: readonly Sensor[];
  /** Those of the catalogue first, which background draws from; those of stories follow. */
  readonly details: readonly Detail[];
  readonly hosts: Hosts;
  readonly aggregation: Aggregation;
  readonly sensorPicker: Uint16Array;
  readonly detailPicker: DetailPicker;
  /** What both pickers give way to. */
  readonly mix: Mix | null;
  /** Per detail, four hosts of each family that its outbound connections go to. */
  readonly peers: { readonly v4: Peers; readonly v6: Peers };
  readonly triage: TriageContext;
}

/** The host in a slot: four slots a detail. */
export type Peers = (slot: number) => number;

const aggregationWindow = 3_600_000;

const countSlots = 1024;

/** How often events trigger, as rows look it up. */
export interface Aggregation {
  /** By slot, the least number of triggers and how many more numbers there are. */
  readonly least: Uint16Array;
  readonly width: Uint16Array;
  readonly gaps: Float64Array;
}

export function aggregationOf({ counts, gaps }: GenerationRules): Aggregation {
  const shares = counts.map(({ share }) => share);
  const slotsOf = (valueOf: (choice: number) => number): Uint16Array => makeWeightedPicker(shares, countSlots, valueOf);
  return {
    least: slotsOf((choice) => counts[choice]?.from ?? 1),
    width: slotsOf((choice) => (counts[choice]?.to ?? 1) - (counts[choice]?.from ?? 1) + 1),
    gaps: Float64Array.from(gaps),
  };
}

/** Fills events `from` … `to`-1 of a block into the columns from index `at` on. */
export function fillBackground(
  generation: GenerationContext,
  rowBlock: RowBlock,
  target: { readonly columns: Columns; readonly at: number },
  range: { readonly from: number; readonly to: number },
  until: Until,
): void {
  // One cursor for all rows: making one for each would cost as much as a third of the draws.
  const row = makeRowCursor(target.columns);
  for (let number = range.from; number < range.to; number++) {
    row.at = target.at + number - range.from;
    fillRow(generation, rowBlock, row, number, until);
  }
}

function fillRow(
  generation: GenerationContext,
  rowBlock: RowBlock,
  row: RowCursor,
  number: number,
  until: Until,
): void {
  const { columns, at } = row;
  const draws = drawsOf(rowBlock, number);
  // Indexed reads: destructuring a typed array goes through its iterator, which costs more than all the draws.
  const where = draws[1] ?? 0;
  const what = draws[2] ?? 0;
  const mixed = generation.mix?.drawn(rowBlock, number, where, what) ?? null;
  const sensor = mixed?.sensor ?? (generation.sensors[generation.sensorPicker[where & 0xfff] ?? 0] as Sensor);
  const code = mixed?.detail ?? drawnDetail(generation.detailPicker, what);
  row.draws = draws;
  row.detail = generation.details[code] as Detail;
  row.customer = sensor.customer;
  row.severity = mixed?.severity ?? null;
  row.late = latenessOf(rowBlock, draws);
  columns.timestamp[at] = rowBlock.timeAt((number + (draws[0] ?? 0) / 0x1_0000_0000) / rowBlock.rows);
  columns.sensor[at] = sensor.index;
  columns.detail[at] = code;
  const count = fillExtent(generation.aggregation, row, rowBlock.now, what >>> 16);
  fillEnds(generation, row, where >>> 12, count);
  fillTriage(generation.triage, row, until);
}

/** How many triggers, over how long; an event that is still being aggregated ends by now. Returns the count. */
function fillExtent(
  { least, width, gaps }: Aggregation,
  { columns, at, draws }: RowCursor,
  now: number,
  spread: number,
): number {
  const size = draws[5] ?? 0;
  const slot = size & (countSlots - 1);
  const wanted = (least[slot] ?? 1) + Math.floor(((size >>> 10) / 0x40_0000) * (width[slot] ?? 1));
  const room = Math.min(aggregationWindow, now - (columns.timestamp[at] ?? 0));
  const gap = Math.max(
    20,
    Math.min(gaps[spread & 7] ?? 1000, wanted === 1 ? 20 : Math.floor(aggregationWindow / wanted)),
  );
  const count = Math.max(1, Math.min(wanted, 1 + Math.floor(room / gap)));
  columns.count[at] = count;
  columns.duration[at] = (count - 1) * gap;
  return count;
}

/** Who talked to whom. */
function fillEnds({ hosts, peers }: GenerationContext, row: RowCursor, family: number, count: number): void {
  const { columns, at, draws, detail, customer } = row;
  const who = draws[3] ?? 0;
  const pools = hosts.inside[customer.index];
  if (pools === undefined) throw new Error(`no hosts for ${customer.shortName}`);
  // Both ends are of one family: a customer's other one, if it has both, makes seven events in a hundred.
  const { v4, v6 } = pools;
  const isV6 = v6 !== null && (v4 === null || family % 100 < 7);
  const own = (isV6 ? v6 : v4) as CustomerPools;
  const one = who & 0xfff;
  const two = (who >>> 12) & 0xfff;
  let initiator: number;
  let responder: number;
  if (detail.detection.direction === 'inbound') {
    initiator = (isV6 ? hosts.outside.v6 : hosts.outside.v4)[one] ?? 0;
    responder = own.exposed[two] ?? 0;
  } else if (detail.detection.direction === 'outbound') {
    initiator = own.clients[one] ?? 0;
    responder = (isV6 ? peers.v6 : peers.v4)(detail.code * 4 + (two & 3));
  } else {
    initiator = own.clients[one] ?? 0;
    responder = own.servers[two] ?? 0;
  }
  const { all, widened } = hosts;
  // One aggregate in 64 that has room for it was aggregated over a network instead of a host, unless both ends lie in it.
  if (count > 3 && who >>> 26 === 0 && widened[initiator] !== widened[responder]) {
    if ((widened[initiator] ?? 0) > 0) initiator = widened[initiator] ?? initiator;
    else responder = widened[responder] ?? responder;
  }
  const ends = eventEnds(detail, all[initiator] as Host, all[responder] as Host, draws[4] ?? 0);
  columns.source[at] = ends.source;
  columns.destination[at] = ends.destination;
  columns.sourcePort[at] = ends.sourcePort;
  columns.destinationPort[at] = ends.destinationPort;
}
