/** Counts exchanges as they pass, as cheaply as can be; what is made of the numbers is another file's business. */
import type { Exchange } from '../../http/exchange.ts';

/** Upper bounds of the classes of duration, seconds. */
export const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;

/** What is known of one operation answered with one status. */
export interface TallyLine {
  readonly product: string;
  /** Empty for paths and methods that are nobody's. */
  readonly operation: string;
  readonly status: number;
  count: number;
  /** Seconds. */
  seconds: number;
  bytes: number;
  /** How many took no longer than each bound, and longer than the one before. */
  readonly classes: Float64Array;
}

export type Tally = Readonly<ReturnType<typeof makeTally>>;

/** The table of operations bounds how many lines there are; the statuses of one are few. */
export function makeTally() {
  const lines = new Map<string, Map<string, Map<number, TallyLine>>>();
  let total = 0;
  const lineOf = ({ product: { name: product }, endpoint, status }: Exchange): TallyLine => {
    const operation = endpoint?.id ?? '';
    const known = lines.get(product)?.get(operation)?.get(status);
    if (known !== undefined) return known;
    const line: TallyLine = {
      product,
      operation,
      status,
      count: 0,
      seconds: 0,
      bytes: 0,
      classes: new Float64Array(buckets.length + 1),
    };
    const byOperation = lines.get(product) ?? new Map<string, Map<number, TallyLine>>();
    const byStatus = byOperation.get(operation) ?? new Map<number, TallyLine>();
    lines.set(product, byOperation.set(operation, byStatus.set(status, line)));
    return line;
  };
  return {
    note: (exchange: Exchange): void => {
      const line = lineOf(exchange);
      total++;
      const seconds = exchange.took / 1000;
      line.count++;
      line.seconds += seconds;
      line.bytes += exchange.bytes;
      let at = 0;
      while (at < buckets.length && seconds > (buckets[at] ?? 0)) at++;
      line.classes[at] = (line.classes[at] ?? 0) + 1;
    },
    /** Exchanges that were noted. */
    total: (): number => total,
    lines: (): readonly TallyLine[] =>
      [...lines.values()].flatMap((byOperation) =>
        [...byOperation.values()].flatMap((byStatus) => [...byStatus.values()]),
      ),
  };
}
