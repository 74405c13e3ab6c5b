/** Sinks of one world: what clients handed on, by the name of the sink, as it came. */
import type { Quota } from '../../../kernel/quota.ts';

/** How a delivery came. */
export type SinkFormName = 'webhook' | 'hec' | 'hec-raw' | 'bulk' | 'document' | 'syslog';

/** What came with one request, or in one message. */
export interface KeptDelivery {
  /** Counts from 1 in all sinks of the world. */
  readonly seq: number;
  /** Simulated epoch milliseconds. */
  readonly at: number;
  /** How many commands had been written then: a clock that stands still does not tell. */
  readonly commands: number;
  readonly form: SinkFormName;
  /** Empty where it came without a request. */
  readonly method: string;
  /** Below the sink, without a slash at its beginning; empty for the sink itself. */
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
  /** Things in it, as its form tells them apart. */
  readonly records: number;
  /** Places of those that were refused one by one. */
  readonly left?: readonly number[];
  /** The status that went out; 0 where the connection was cut before one, null until the answer is out. */
  status: number | null;
  /** Names of the fault rules that its answer met. */
  faults: readonly string[];
}

export type NewDelivery = Omit<KeptDelivery, 'seq' | 'at' | 'commands' | 'status' | 'faults'>;

export interface KeptSink {
  readonly name: string;
  readonly deliveries: readonly KeptDelivery[];
  /** Documents by address, such as `alerts/17`, with their versions. */
  readonly documents: Map<string, number>;
}

/** A message of syslog as a delivery. */
export const syslogDelivery = (body: Buffer): NewDelivery => ({
  form: 'syslog',
  method: '',
  path: '',
  type: '',
  body,
  records: 1,
});

/** What is kept of all sinks where they are carried on elsewhere; bodies in base64. */
export interface SavedSinks {
  readonly seq: number;
  readonly sinks: readonly {
    readonly name: string;
    readonly documents: readonly (readonly [string, number])[];
    readonly deliveries: readonly (Omit<KeptDelivery, 'body'> & { readonly body: string })[];
  }[];
}

/** What a delivery takes beside its body, roughly. */
const bytesAround = 256;

export type SinkStore = Readonly<ReturnType<typeof makeSinkStore>>;

/** `now` is the simulated time that deliveries carry. */
export function makeSinkStore(quota: Quota, now: () => number) {
  const sinks = new Map<string, KeptSink & { readonly deliveries: KeptDelivery[] }>();
  let [seq, count, bytes] = [0, 0, 0];
  quota.count('sinks', () => sinks.size);
  quota.count('deliveries', () => count);
  quota.count('sink-bytes', () => bytes);
  const remove = (name: string): boolean => {
    const found = sinks.get(name);
    if (found === undefined) return false;
    count -= found.deliveries.length;
    bytes -= found.deliveries.reduce((sum, { body }) => sum + body.length + bytesAround, 0);
    return sinks.delete(name);
  };
  return {
    /** Keeps a delivery; the sink, and its documents, are there from its first on. Throws QuotaExceeded. */
    add: (name: string, given: NewDelivery, documents = new Map<string, number>()): KeptDelivery => {
      const known = sinks.get(name);
      if (known === undefined) quota.admit('sinks', 1);
      const size = given.body.length + bytesAround;
      quota.admit('deliveries', 1);
      quota.admit('sink-bytes', size);
      const sink = known ?? { name, deliveries: [], documents };
      const kept: KeptDelivery = {
        ...given,
        seq: ++seq,
        at: now(),
        commands: quota.used('commands'),
        status: null,
        faults: [],
      };
      sinks.set(name, sink);
      sink.deliveries.push(kept);
      count += 1;
      bytes += size;
      return kept;
    },
    save: (): SavedSinks => ({
      seq,
      sinks: [...sinks.values()].map((sink) => ({
        name: sink.name,
        documents: [...sink.documents],
        deliveries: sink.deliveries.map(({ body, ...rest }) => ({ ...rest, body: body.toString('base64') })),
      })),
    }),
    load: (saved: SavedSinks): void => {
      sinks.clear();
      [seq, count, bytes] = [saved.seq, 0, 0];
      for (const { name, documents, deliveries } of saved.sinks) {
        const kept = deliveries.map(({ body, ...rest }) => ({ ...rest, body: Buffer.from(body, 'base64') }));
        sinks.set(name, { name, documents: new Map(documents), deliveries: kept });
        count += kept.length;
        bytes += kept.reduce((sum, { body }) => sum + body.length + bytesAround, 0);
      }
    },
    get: (name: string): KeptSink | null => sinks.get(name) ?? null,
    list: (): readonly KeptSink[] => [...sinks.values()],
    /** Forgets a sink with all that it took; false where there is none. */
    remove,
    clear: (): void => {
      for (const name of sinks.keys()) remove(name);
      seq = 0;
    },
  };
}
