/** What is found, counted whole and told in part. */
import { isoUtc } from '../../../kernel/clock.ts';
import type { KeptDelivery } from '../kept/store.ts';
import { findings, type Item, type SinkFinding, type Verification } from './terms.ts';

/** Items of a list that are told. */
export const mostItems = 100;

export type FoundReport = ReturnType<typeof makeReport>;

/** Counts what is found, and keeps the first of each. */
export function makeReport() {
  const lists = Object.fromEntries(findings.map((name) => [name, [] as Item[]])) as Record<SinkFinding, Item[]>;
  const counts = Object.fromEntries(findings.map((name) => [name, 0])) as Record<SinkFinding, number>;
  return {
    add: (finding: SinkFinding, item: () => Item): void => {
      counts[finding]++;
      if (lists[finding].length < mostItems) lists[finding].push(item());
    },
    counts: (): Verification['counts'] => ({ ...counts }),
    lists: (): Readonly<Record<SinkFinding, readonly Item[]>> => lists,
  };
}

/** The delivery that an item speaks of. */
export const cameWith = ({ seq, at }: KeptDelivery): Pick<Item, 'delivery' | 'deliveredAt'> => ({
  delivery: seq,
  deliveredAt: isoUtc(at),
});

/** A span as ISO-8601 duration. */
export function spanText(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const parts = [
    hours > 0 ? `${hours}H` : '',
    minutes > 0 ? `${minutes}M` : '',
    rest > 0 ? `${Number(rest.toFixed(3))}S` : '',
  ];
  const text = parts.join('');
  return `PT${text === '' ? '0S' : text}`;
}
