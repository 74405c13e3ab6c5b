/** Quotas: how much of each kind a world, a journal or a server keeps. One table says what they are; each is counted where it is kept. */

/** What is usual, per what, and what it is that is counted. */
export const quotas = {
  commands: { usual: 100_000, per: 'world', help: 'writes that a world keeps until it is reset' },
  'state-bytes': {
    usual: 268_435_456,
    per: 'world',
    help: 'bytes of the writes of a world and of what they changed, roughly',
  },
  'submitted-events': { usual: 50_000, per: 'world', help: 'events that clients have submitted' },
  sessions: { usual: 10_000, per: 'world', help: 'sessions that are open; the oldest makes room' },
  'api-keys': { usual: 10_000, per: 'world', help: 'API keys that were made' },
  nonces: { usual: 262_144, per: 'world', help: 'nonces of signatures that are remembered; the oldest make room' },
  'upload-bytes': { usual: 67_108_864, per: 'world', help: 'bytes of attachments, and of uploads that are going on' },
  snapshots: { usual: 100, per: 'world', help: 'snapshots by name' },
  'snapshot-bytes': { usual: 134_217_728, per: 'world', help: 'bytes of snapshots, roughly' },
  'journal-bytes': { usual: 1_048_576, per: 'world', help: 'bytes of requests in the journal; the oldest make room' },
  sinks: { usual: 100, per: 'world', help: 'sinks by name' },
  deliveries: { usual: 200_000, per: 'world', help: 'deliveries that sinks keep until they are emptied' },
  'sink-bytes': { usual: 134_217_728, per: 'world', help: 'bytes of deliveries' },
  'server-state-bytes': {
    usual: 1_073_741_824,
    per: 'server',
    help: 'bytes of the states of all worlds; none is refused its even share',
  },
  listeners: { usual: 32, per: 'server', help: 'listeners that follow a journal' },
  'listener-bytes': {
    usual: 1_048_576,
    per: 'server',
    help: 'bytes that wait for a listener; one that does not read is cut off',
  },
} as const satisfies Readonly<
  Record<string, { readonly usual: number; readonly per: 'world' | 'server'; readonly help: string }>
>;

export type QuotaName = keyof typeof quotas;
/** Quotas that are other than usual. */
export type QuotaLimits = Readonly<Partial<Record<QuotaName, number>>>;

export const quotaNames = Object.keys(quotas) as readonly QuotaName[];
export const isQuotaName = (name: string): name is QuotaName => Object.hasOwn(quotas, name);

/** There is no room for more of something. */
export class QuotaExceeded extends Error {
  readonly quota: QuotaName;
  readonly most: number;
  constructor(quota: QuotaName, most: number) {
    super(`there is room for no more than ${most} ${quota}`);
    this.quota = quota;
    this.most = most;
  }
}

export interface Quota {
  readonly most: (name: QuotaName) => number;
  /** How much there is; 0 where nobody counts. */
  readonly used: (name: QuotaName) => number;
  /** Says how to count. */
  readonly count: (name: QuotaName, used: () => number) => void;
  /** Throws QuotaExceeded where there is no room for so much more. */
  readonly admit: (name: QuotaName, more: number) => void;
}

export function makeQuota(limits: QuotaLimits = {}): Quota {
  const counters = new Map<QuotaName, () => number>();
  const most = (name: QuotaName): number => limits[name] ?? quotas[name].usual;
  const used = (name: QuotaName): number => counters.get(name)?.() ?? 0;
  return {
    most,
    used,
    count: (name, count) => void counters.set(name, count),
    admit: (name, more) => {
      if (used(name) + more > most(name)) throw new QuotaExceeded(name, most(name));
    },
  };
}

/** Does something, and refuses in a product's own words what there is no room for. */
export async function unlessFull<Result>(run: () => Promise<Result>, refusal: () => Error): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof QuotaExceeded ? refusal() : error;
  }
}
