/** How many captures one core makes in a second, the sighting included. */
import { captureOfFlows } from '../../src/pcap/file.ts';
import { network, plain, sightingOf } from '../pcap/sightings.ts';

/** The kinds of capture that have a bar: the alarm's short name, gaps between its triggers, and the least number a second. */
export const captureBars = [
  { what: 'DNS captures, one core', shortName: 'dns-c2-domain', gaps: [], least: 5000 },
  { what: 'HTTP captures, one core', shortName: 'jndi-ldap', gaps: [], least: 1500 },
  { what: 'captures of ten SSH sessions, one core', shortName: 'ssh-brute-libssh', gaps: [2000], least: 100 },
] as const;

/** Captures made in a second, the best of three runs. */
export function capturesPerSecond(shortName: string, gaps: readonly number[]): number {
  const one = network.find(({ alarm }) => alarm.shortName === shortName);
  if (one === undefined) throw new Error(`no alarm ${shortName}`);
  let best = 0;
  for (let run = 0; run < 3; run++) {
    const start = performance.now();
    let made = 0;
    while (performance.now() - start < 150) {
      const sighting = sightingOf(one, { ...plain, variant: 1, gaps });
      made += captureOfFlows(one.detection.flows?.(sighting) ?? [], sighting.chance).length > 24 ? 1 : 0;
    }
    best = Math.max(best, (made * 1000) / (performance.now() - start));
  }
  return best;
}
