/** Fetches events with captures from an Argus API, simulated or live, and turns each into a case for the gate. */
import { detections } from '../../generator/detections/index.ts';
import { UserError } from '../../kernel/fault.ts';
import { networkOf, parseRange, rangeText } from '../../kernel/net.ts';
import type { Alarm, Detection } from '../../model/detection.ts';
import { triggerLimit } from '../../model/flow.ts';
import { canonical, tolerance, type GateCase, type Claim } from './case.ts';

/** The part of an aggregated event of v1 that a capture can confirm (contract/argus.md §6.2). */
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

export interface CapturedTarget {
  /** Base URL. */
  readonly url: string;
  readonly apiKey: string;
}

/** How many events are asked for; those that are judged are chosen among them so that many signatures occur. */
const choice = 1000;

export async function fetchCases(
  target: CapturedTarget,
  limit: number,
): Promise<{ readonly cases: readonly GateCase[]; readonly home: readonly string[] }> {
  const criteria = { limit: choice, includeFlags: ['HAS_PCAP'], startTimestamp: 0, endTimestamp: 4_102_444_800_000 };
  const answer = await ask(target, 'events/v1/aggregated/search', JSON.stringify(criteria));
  const { data } = (await answer.json()) as { readonly data: readonly EventBody[] };
  const events = spread(data, limit);
  const cases: GateCase[] = [];
  for (const event of events) {
    const pcap = await ask(target, `events/v1/${event.id}/pcap`);
    cases.push({
      name: event.id.replaceAll('/', '-'),
      file: new Uint8Array(await pcap.arrayBuffer()),
      claim: claimOfEvent(event),
    });
  }
  return { cases, home: [...new Set(events.flatMap(homeOf))] };
}

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
  const seen = new Map<string, number>();
  const ranked = events.map((event) => {
    const { signature } = event.attackInfo;
    const rank = seen.get(signature) ?? 0;
    seen.set(signature, rank + 1);
    return { event, rank };
  });
  return ranked
    .toSorted((one, two) => one.rank - two.rank)
    .slice(0, limit)
    .map(({ event }) => event);
}

interface Known {
  readonly detection: Detection;
  readonly alarm: Alarm;
}

/** `SNORT-1:41336` → `1:41336`. */
const numbersOf = (signature: string): string => signature.replace(/^SNORT-/, '');

function knownBy(signature: string): Known | null {
  for (const detection of detections)
    for (const alarm of detection.alarms)
      if (`${alarm.gid}:${alarm.sid}` === numbersOf(signature)) return { detection, alarm };
  return null;
}

/** What an event claims; of the triggers between the first and the last it does not tell the time. */
export function claimOfEvent(event: EventBody): Claim {
  const known = knownBy(event.attackInfo.signature);
  const count = Math.min(event.count, triggerLimit);
  const blocked = event.flags.includes('BLOCKED');
  const times: (number | null)[] = Array.from({ length: count }, () => null);
  times[0] = event.timestamp * 1000;
  times[count - 1] = event.endTimestamp * 1000;
  const properties = Object.entries(event.properties).map(([key, value]) => [key, value.split(/[,\n]/)] as const);
  return {
    signature: numbersOf(event.attackInfo.signature),
    times,
    ends: {
      source: canonical(event.source.networkAddress.address),
      sourcePort: event.source.port,
      destination: canonical(event.destination.networkAddress.address),
      destinationPort: event.destination.port,
    },
    initiator: known?.detection.trigger === 'responder' ? 'destination' : 'source',
    // An API joins several values with commas, which cannot be told from commas within one value.
    properties: Object.fromEntries(properties.filter(([key, values]) => values.length === 1 || key === 'dns.rdata')),
    domain: event.domain?.fqdn ?? null,
    uri: event.uri,
    blocked,
    ...(known === null ? { expert: [], engineEvents: [] } : tolerance(known.detection, known.alarm, blocked)),
  };
}

/** The networks around the event's inner ends, as its detection tells them. Empty for a signature that is not ours. */
function homeOf(event: EventBody): readonly string[] {
  const known = knownBy(event.attackInfo.signature);
  if (known === null) return [];
  const { direction, trigger } = known.detection;
  const [from, to] = [event.source, event.destination].map((end) => end.networkAddress.address);
  const [initiator = '', responder = ''] = trigger === 'initiator' ? [from, to] : [to, from];
  const inner = { inbound: [responder], outbound: [initiator], internal: [initiator, responder] }[direction];
  return inner.flatMap((address) => {
    const range = parseRange(address);
    return range === null ? [] : [rangeText(networkOf(range, range.version === 4 ? 24 : 120))];
  });
}
