/** What events that were fetched claim of their captures, and where their inner ends lie. */
import type { Catalogue, DetectedAlarm } from '../../generator/formats/catalogue.ts';
import { newestFormat } from '../../generator/formats/index.ts';
import { networkOf, parseRange, rangeText } from '../../kernel/net.ts';
import { triggerLimit } from '../../model/flow.ts';
import type { CapturedEvent } from '../../products/shared/plugin.ts';
import { canonical, tolerance, type Claim, type GateCase } from './case.ts';

function knownBy(signature: string, catalogue: Catalogue): DetectedAlarm | null {
  const found = catalogue.alarmOf(Number(signature.replace(/^\d+:/, '')));
  return found !== undefined && `${found.alarm.gid}:${found.alarm.sid}` === signature ? found : null;
}

/** What an event claims; of the triggers between the first and the last it does not tell the time. */
export function gateCaseOf(event: CapturedEvent, catalogue = newestFormat.catalogue): GateCase {
  const known = knownBy(event.signature, catalogue);
  const count = Math.min(event.count, triggerLimit);
  const { blocked, source, destination } = event;
  const times: (number | null)[] = Array.from({ length: count }, () => null);
  times[0] = event.start * 1000;
  times[count - 1] = event.end * 1000;
  const properties = Object.entries(event.properties).map(([key, value]) => [key, value.split(/[,\n]/)] as const);
  const claim: Claim = {
    signature: event.signature,
    times,
    ends: {
      source: canonical(source.address),
      sourcePort: source.port,
      destination: canonical(destination.address),
      destinationPort: destination.port,
    },
    initiator: known?.detection.trigger === 'responder' ? 'destination' : 'source',
    // An API joins several values with commas, which cannot be told from commas within one value.
    properties: Object.fromEntries(properties.filter(([key, values]) => values.length === 1 || key === 'dns.rdata')),
    domain: event.domain,
    uri: event.uri,
    blocked,
    ...(known === null ? { expert: [], engineEvents: [] } : tolerance(known.detection, known.alarm, blocked)),
  };
  return { name: event.name, file: event.file, claim };
}

/** The networks around the event's inner ends, as its detection tells them. Empty for a signature that is not ours. */
export function innerNetworks(event: CapturedEvent, catalogue = newestFormat.catalogue): readonly string[] {
  const known = knownBy(event.signature, catalogue);
  if (known === null) return [];
  const { direction, trigger } = known.detection;
  const [from, to] = [event.source, event.destination].map(({ address }) => address);
  const [initiator = '', responder = ''] = trigger === 'initiator' ? [from, to] : [to, from];
  const inner = { inbound: [responder], outbound: [initiator], internal: [initiator, responder] }[direction];
  return inner.flatMap((address) => {
    const range = parseRange(address);
    return range === null ? [] : [rangeText(networkOf(range, range.version === 4 ? 24 : 120))];
  });
}
