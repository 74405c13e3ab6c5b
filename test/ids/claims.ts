/** What the capture of a sighting must raise, told from the sighting itself. */
import { canonical, tolerance, type Claim } from '../../src/cli/ids/case.ts';
import type { Detection, Sighting } from '../../src/model/detection.ts';

export function claimOf(detection: Detection, sighting: Sighting): Claim {
  const { alarm, blocked, initiator, responder, variant } = sighting;
  const [from, to] = detection.trigger === 'initiator' ? [initiator, responder] : [responder, initiator];
  return {
    signature: `${alarm.gid}:${alarm.sid}`,
    times: sighting.triggers.map((time) => time * 1000),
    ends: {
      source: canonical(from.address),
      sourcePort: from.port,
      destination: canonical(to.address),
      destinationPort: to.port,
    },
    initiator: detection.trigger === 'initiator' ? 'source' : 'destination',
    properties: variant.properties,
    domain: variant.domain,
    uri: variant.uri,
    blocked,
    ...tolerance(detection, alarm, blocked),
  };
}
