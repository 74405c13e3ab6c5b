/** Tools that read what the products show: events, alarms and cases by search, and captures as text. */
import { UserError } from '../kernel/fault.ts';
import { packetsText } from './packets.ts';
import type { AnyWorld, Tool } from './tool.ts';

interface EventsInput {
  readonly product: 'argus' | 'usm';
  readonly kind?: 'aggregated' | 'raw' | 'cases' | 'alarms' | 'events';
  readonly world?: string;
  /** Criteria of a search of Argus, or parameters of a list of USM Anywhere. */
  readonly criteria?: Readonly<Record<string, unknown>>;
  readonly limit?: number;
}

const usualLimit = 5;
const searches = {
  aggregated: '/events/v1/aggregated/search',
  raw: '/events/v1/nids/search',
  cases: '/cases/v2/case/search',
} as const;

async function argusAnswer({ argus, ask }: AnyWorld, kind: string, criteria: object): Promise<Answered> {
  const path = searches[kind as keyof typeof searches];
  if (path === undefined) throw new UserError(`Argus has no ${kind}; there are ${Object.keys(searches).join(', ')}`);
  const headers = { ...argus.headers, 'Content-Type': 'application/json' };
  return answeredBy(await ask({ method: 'POST', path, headers, body: JSON.stringify(criteria) }));
}

async function usmAnswer({ usm, ask }: AnyWorld, kind: string, criteria: object): Promise<Answered> {
  if (kind !== 'alarms' && kind !== 'events')
    throw new UserError(`USM Anywhere has no ${kind}; there are alarms, events`);
  const query = new URLSearchParams(
    Object.entries(criteria).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const headers = { Authorization: `Bearer ${await usm.token()}` };
  return answeredBy(await ask({ path: `/api/2.0/${kind}?${query}`, headers }));
}

interface Answered {
  readonly status: number;
  readonly answer: unknown;
}

const answeredBy = ({ status, body }: Awaited<ReturnType<AnyWorld['ask']>>): Answered => ({
  status,
  answer: JSON.parse(Buffer.from(body).toString()) as unknown,
});

export const eventsTool: Tool<EventsInput> = {
  name: 'events',
  schema: 'mcp/events.schema.json',
  description:
    'Searches what a product shows of a world, in the form that clients get: `argus` has kinds aggregated, raw and cases, with `criteria` as in the body of its searches (e.g. {"minSeverity": "high", "startTimestamp": 0}); `usm` has alarms and events, with `criteria` as its query parameters (e.g. {"priority_label": "high"}).',
  writes: () => false,
  run: ({ product, kind, world: name, criteria = {}, limit = usualLimit }, { world }) =>
    product === 'argus'
      ? argusAnswer(world(name), kind ?? 'aggregated', { startTimestamp: 0, ...criteria, limit })
      : usmAnswer(world(name), kind ?? 'alarms', { ...criteria, size: limit }),
};

interface CaptureInput {
  readonly event: string;
  readonly world?: string;
}

export const captureTool: Tool<CaptureInput> = {
  name: 'capture',
  schema: 'mcp/capture.schema.json',
  description:
    'The packets of an event of Argus as text: ends, flags and what was said. `event` is the id of an event that has the flag HAS_PCAP, such as AGGR/1793577000000/2171/….',
  writes: () => false,
  run: async ({ event, world: name }, { world }) => {
    const { argus, ask } = world(name);
    if (!/^[\w/-]{1,200}$/.test(event)) throw new UserError(`${event.slice(0, 60)} is no id of an event`);
    const { status, body } = await ask({ path: `/events/v1/${event}/pcap`, headers: argus.headers });
    if (status !== 200) throw new UserError(`there is no capture of ${event} (status ${status})`);
    return packetsText(body);
  },
};
