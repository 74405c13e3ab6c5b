/** Fetches events with captures from an API of Argus, simulated or live. Source: docs/contract/argus.md §6.2. */
import { UserError } from '../../kernel/fault.ts';
import { requestTarget } from '../../model/uri.ts';
import type { CapturedEnd, CapturedEvent, CapturedTarget } from '../shared/plugin.ts';

/** The part of an aggregated event of v1 that a capture can confirm. */
export interface EventBody {
  readonly id: string;
  readonly timestamp: number;
  readonly endTimestamp: number;
  readonly count: number;
  readonly flags: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly attackInfo: { readonly signature: string; readonly alarmDescription: string };
  readonly domain: { readonly fqdn: string } | null;
  readonly uri: string | null;
  readonly source: EndBody;
  readonly destination: EndBody;
}

interface EndBody {
  readonly port: number;
  readonly networkAddress: { readonly address: string };
}

/** How many events are asked for; those that are taken are chosen among them so that many signatures occur. */
const choice = 1000;

/** Throws UserError for a target that does not answer. */
export async function capturedEvents(target: CapturedTarget, limit: number): Promise<readonly CapturedEvent[]> {
  const criteria = { limit: choice, includeFlags: ['HAS_PCAP'], startTimestamp: 0, endTimestamp: 4_102_444_800_000 };
  const answer = await ask(target, 'events/v1/aggregated/search', JSON.stringify(criteria));
  const { data } = (await answer.json()) as { readonly data: readonly EventBody[] };
  const events: CapturedEvent[] = [];
  for (const event of spread(data, limit)) {
    const pcap = await ask(target, `events/v1/${event.id}/pcap`);
    events.push(capturedEvent(event, new Uint8Array(await pcap.arrayBuffer())));
  }
  return events;
}

/** An event as its body tells of it. */
export const capturedEvent = (event: EventBody, file: Uint8Array): CapturedEvent => ({
  name: event.id.replaceAll('/', '-'),
  file,
  signature: event.attackInfo.signature.replace(/^SNORT-/, ''),
  start: event.timestamp,
  end: event.endTimestamp,
  count: event.count,
  blocked: event.flags.includes('BLOCKED'),
  source: endOf(event.source),
  destination: endOf(event.destination),
  properties: event.properties,
  domain: event.domain?.fqdn ?? null,
  uri: event.uri === null ? null : requestTarget(event.uri),
});

const endOf = ({ port, networkAddress }: EndBody): CapturedEnd => ({ address: networkAddress.address, port });

async function ask({ url, apiKey }: CapturedTarget, path: string, body?: string): Promise<Response> {
  const headers = { 'Argus-API-Key': apiKey, ...(body !== undefined && { 'Content-Type': 'application/json' }) };
  const address = `${url.replace(/\/$/, '')}/${path}`;
  let answer: Response;
  try {
    answer = await fetch(address, body === undefined ? { headers } : { headers, method: 'POST', body });
  } catch (error) {
    throw new UserError(`cannot reach ${address} (${error instanceof Error ? error.message : String(error)})`);
  }
  if (!answer.ok) throw new UserError(`${address} answered ${answer.status}`);
  return answer;
}

/** Takes one event of each signature, then a second of each, and so on. */
function spread(events: readonly EventBody[], limit: number): readonly EventBody[] {
  const counts = new Map<string, number>();
  const ranked = events.map((event) => {
    const { signature } = event.attackInfo;
    const rank = counts.get(signature) ?? 0;
    counts.set(signature, rank + 1);
    return { event, rank };
  });
  return ranked
    .toSorted((one, two) => one.rank - two.rank)
    .slice(0, limit)
    .map(({ event }) => event);
}
