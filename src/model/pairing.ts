/** Who may talk to whom: the one rule that every pair of ends goes through, drawn by the background or told by a story. */
import type { Detection } from './detection.ts';
import type { Detail, Host } from './world.ts';

/** Why two hosts cannot have the conversation that a detection reports; null when they can. */
export function pairRefusal(one: Host, other: Host, { telemetry }: Detection): string | null {
  if (one.range.version !== other.range.version)
    return 'lets IPv4 and IPv6 talk to each other; both actors need the same `family`';
  // A record of a host may name it at both ends; packets go from one host to another.
  const isAlone = telemetry === 'network' && (includes(one, other) || includes(other, one));
  return isAlone ? `lets ${other.address} talk to itself` : null;
}

/** Whether a host is the other, or a network that it is a member of. */
const includes = (one: Host, other: Host): boolean =>
  one.code === other.code || (one.members.length > 1 && one.members.includes(other.code));

export const hasPorts = ({ transport }: Detection): boolean => transport === 'tcp' || transport === 'udp';

/** Codes and ports of an event's ends, as columns hold them. */
export interface EventEnds {
  readonly source: number;
  readonly destination: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** The ends of an event; its source is the end that sent what the rule matched. Throws RangeError for two that cannot talk. */
export function eventEnds(
  { detection, variant }: Pick<Detail, 'detection' | 'variant'>,
  initiator: Host,
  responder: Host,
  /** Which ephemeral port the initiator has. */
  draw: number,
): EventEnds {
  const refusal = pairRefusal(initiator, responder, detection);
  if (refusal !== null)
    throw new RangeError(`${detection.name} ${refusal}: ${initiator.address}, ${responder.address}`);
  const withPorts = hasPorts(detection);
  const ephemeral = withPorts ? firstEphemeral + (draw % ephemerals) : 0;
  const service = withPorts ? variant.port : 0;
  return detection.trigger === 'initiator'
    ? { source: initiator.code, destination: responder.code, sourcePort: ephemeral, destinationPort: service }
    : { source: responder.code, destination: initiator.code, sourcePort: service, destinationPort: ephemeral };
}

const firstEphemeral = 32_768;
/** How many ephemeral ports there are. */
export const ephemerals = 28_232;
