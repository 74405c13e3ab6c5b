/** What a submitted event is made of, and the entries that it has in the dictionaries of the World. */
import { parseRange, widthOf, addressText, type Range } from '../../../kernel/net.ts';
import { categories } from '../../../model/category.ts';
import { noVariantCount, noVariants, type Detection, type Severity } from '../../../model/detection.ts';
import type { Flag } from '../common/flag.ts';
import { insideOf } from '../../../model/inside.ts';
import type { NamedEnd, Submitted } from '../../../model/submission.ts';
import type { Case, Customer, Host, GeoPlace, World } from '../../../model/world.ts';
import type { Overlay } from '../../../state/overlay.ts';
import { endFlags, type FlagEnd } from './flags.ts';

export interface NewEnd extends Partial<NamedEnd> {
  readonly ip: string;
  readonly port: number;
  readonly place: GeoPlace | null;
}

/** An event to submit, checked and complete: plain data, so that it can lie in the log. */
export interface NewEventData extends Omit<Submitted, 'row' | 'uuid' | 'ends'> {
  /** Null for an event that gets one when it is created. */
  readonly uuid: string | null;
  readonly timestamp: number;
  /** The time that its id was said to have; null where nothing was said. */
  readonly stated?: number | null;
  readonly end: number;
  /** Index of the sensor that it is filed under. */
  readonly sensor: number;
  readonly signature: string;
  readonly severity: Severity;
  readonly count: number;
  readonly transport: 'tcp' | 'udp' | 'icmp' | null;
  readonly source: NewEnd;
  readonly destination: NewEnd;
  readonly flags: readonly string[];
  readonly properties: Readonly<Record<string, readonly string[]>>;
  readonly uri: string | null;
  readonly fqdn: string | null;
  readonly cases: readonly number[];
  /** Names of the members that were submitted: the others are defaults, which an event that there is keeps its own for. */
  readonly given?: readonly string[];
}

/** What was said of an end besides its address. */
export const namedEnd = ({ user = null, host = null }: NewEnd): NamedEnd => ({ user, host });

/** The set of these cases and those with these ids. */
export function caseSetOf(overlay: Overlay, before: readonly Case[], ids: readonly number[]): number {
  if (before.length + ids.length === 0) return 0;
  const wanted = new Set(ids);
  const cases = new Set([...before, ...overlay.world.cases.filter(({ id }) => wanted.has(id))]);
  return cases.size === 0 ? 0 : overlay.caseSet([...cases].sort((one, other) => one.index - other.index));
}

/** Flags that follow from what was submitted, so that they tell the truth whatever the submitter set. */
export function impliedFlags(world: World, event: NewEventData, source: number, destination: number): readonly Flag[] {
  const end = (code: number, flags: (typeof endFlags)[FlagEnd]): readonly Flag[] => {
    const { inside, range } = world.hosts[code] as Host;
    const net = inside === 'whole' ? [flags.isCustomerNet] : inside === 'part' ? [flags.isPartialCustomerNet] : [];
    return range.bits < widthOf(range.version) ? [...net, flags.customAggregation] : net;
  };
  const kind = event.payload?.type;
  return [
    ...end(source, endFlags.source),
    ...end(destination, endFlags.destination),
    ...(event.subEvents.length > 0 ? (['HAS_DETAILS'] as const) : []),
    ...(event.cases.length > 0 ? (['NOTIFIED'] as const) : []),
    ...(kind === undefined ? [] : (['HAS_PAYLOAD'] as const)),
    ...(kind === 'pcap' ? (['HAS_PCAP'] as const) : []),
    ...(kind === 'string' ? (['HAS_STRING_PAYLOAD'] as const) : []),
  ];
}

/** The code of the host; one that the World knows at this place is used again. */
export function hostOf(overlay: Overlay, { ip, place }: NewEnd, customer: Customer): number {
  const range = parseRange(ip) as Range;
  return overlay.define.host({ range, place }, () => {
    const inside = insideOf(range, customer);
    const owner = inside === 'none' ? null : customer;
    return { range, address: addressText(range), place, customer: owner, inside };
  });
}

/** What a detail is made of. */
export type DetailFacts = Pick<NewEventData, 'signature' | 'severity' | 'transport' | 'fqdn' | 'uri' | 'properties'> & {
  readonly destination: Pick<NewEnd, 'port'>;
};

/** A detail with the submitted facts; a signature that no alarm has is filed under alarm 0. */
export function detailOf(overlay: Overlay, event: DetailFacts): number {
  const variant = {
    domain: event.fqdn,
    uri: event.uri,
    port: event.destination.port,
    properties: event.properties,
  };
  const { alarm, category } = overlay.define.withSignature(event.signature) ?? unknownAttack(event.severity);
  const detection: Detection = { ...silent, transport: event.transport, alarms: [alarm] };
  return overlay.define.detail({ detection, alarm, category, signature: event.signature, variant });
}

const submittedName = 'submitted';

/** What is known of an event that nobody here made: no flows, no rule, no log. */
const silent: Omit<Detection, 'transport' | 'alarms'> = {
  name: submittedName,
  category: 'policy',
  telemetry: 'endpoint',
  direction: 'internal',
  trigger: 'initiator',
  attack: { tactics: [], technique: '', techniqueName: '' },
  killChain: { intent: 'Environmental Awareness', strategy: 'Submitted', method: 'Submitted' },
  variants: noVariants,
  variantCount: noVariantCount,
};

const unknownAttack = (severity: Severity) => ({
  alarm: { id: 0, shortName: 'unknown', name: 'Unknown alarm', severity, gid: 0, sid: 0, weight: 0 },
  category: { ...categories.policy, id: 0, shortName: 'unknown', name: 'Unknown category' },
});
