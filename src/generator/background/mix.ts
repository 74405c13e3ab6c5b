/** Background by a measured mix: which customer, category and severity each event has, so that shares come out to the event. */
import { severities } from '../../model/detection.ts';
import type { Detail, Sensor } from '../../model/world.ts';
import { makeWeightedPicker } from '../dictionaries/weighted-picker.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { RowBlock } from '../timeline/row-block.ts';

type Share = NonNullable<Scenario['shape']>['mix'][number];

/** What an event of the mix is. */
export interface MixedEvent {
  readonly sensor: Sensor;
  /** Code of the detail. */
  readonly detail: number;
  /** Place among severities. */
  readonly severity: number;
}

export interface Mix {
  /** The event with a number in a block; `where` and `what` are its draws. */
  readonly drawn: (block: RowBlock, number: number, where: number, what: number) => MixedEvent;
  readonly severityOf: (block: RowBlock, number: number) => number;
  /** How many of a million events are of high severity or more. */
  readonly severe: number;
}

interface Cell {
  readonly sensors: readonly Sensor[];
  readonly details: () => Uint16Array;
  readonly severity: number;
}

const detailSlots = 4096;

/** Each share takes a stretch of the numbers below the sum of weights; events take these in the order of a rotation by the golden ratio. */
export function makeMix(
  mix: readonly Share[],
  sensors: readonly Sensor[],
  details: readonly Detail[],
  weightOf: (detail: Detail) => number,
): Mix {
  const pickers = new Map<string, Uint16Array>();
  const cells = mix.map(({ customer, category, severity }): Cell => {
    const key = `${category} ${severity}`;
    return {
      sensors: sensors.filter((sensor) => sensor.customer.shortName === customer),
      details: () => {
        const picker = pickers.get(key) ?? pickerOf(details, category, severity, weightOf);
        pickers.set(key, picker);
        return picker;
      },
      severity: severities.indexOf(severity),
    };
  });
  const passed = new Float64Array(mix.length + 1);
  mix.forEach(({ weight }, at) => (passed[at + 1] = (passed[at] ?? 0) + weight));
  const total = passed[mix.length] ?? 0;
  const strides = new Map<number, number>();
  const cellOf = ({ rows }: RowBlock, number: number): Cell => {
    const stride = strides.get(rows) ?? strideOf(rows);
    strides.set(rows, stride);
    // Both factors are below 2^25, so the product is whole.
    const place = Math.floor((((number * stride) % rows) * total) / rows);
    let [low, high] = [0, mix.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((passed[middle + 1] ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return cells[low] as Cell;
  };
  const severe = mix.reduce((sum, { severity, weight }) => sum + (severities.indexOf(severity) >= 2 ? weight : 0), 0);
  return {
    drawn: (block, number, where, what) => {
      const cell = cellOf(block, number);
      const sensor = cell.sensors[(where & 0xfff) % cell.sensors.length] as Sensor;
      return { sensor, detail: cell.details()[what & (detailSlots - 1)] ?? 0, severity: cell.severity };
    },
    severityOf: (block, number) => cellOf(block, number).severity,
    severe: total === 0 ? 0 : Math.floor((severe * 1_000_000) / total),
  };
}

/** Details of a category by slot, those of alarms that are born with the severity where there are any. */
function pickerOf(
  details: readonly Detail[],
  category: string,
  severity: Share['severity'],
  weightOf: (detail: Detail) => number,
): Uint16Array {
  const ofCategory = details.filter(({ detection }) => detection.category === category);
  const born = ofCategory.filter(({ alarm }) => alarm.severity === severity);
  const own = born.length > 0 ? born : ofCategory;
  const ranks = new Map<string, number>();
  const weights = own.map((detail) => {
    const rank = ranks.get(detail.alarm.shortName) ?? 0;
    ranks.set(detail.alarm.shortName, rank + 1);
    return Math.floor((1 + weightOf(detail)) / (rank + 2));
  });
  const isEmpty = weights.every((weight) => weight === 0);
  return makeWeightedPicker(isEmpty ? weights.map(() => 1) : weights, detailSlots, (choice) => own[choice]?.code ?? 0);
}

/** The number nearest to a golden section of all that shares no factor with it: multiples of it go through all, evenly. */
function strideOf(rows: number): number {
  const golden = Math.floor(rows * 0.618_033_988_749_895);
  for (let off = 0; off < rows; off++)
    for (const stride of [golden + off, golden - off]) if (stride > 0 && factorOf(stride, rows) === 1) return stride;
  return 1;
}

const factorOf = (one: number, other: number): number => (other === 0 ? one : factorOf(other, one % other));
