/** Clients of `test/hunt/clients/`: what shows the bug of each faulty one, and what comes of it. */
import { fileURLToPath } from 'node:url';
import type { HuntTerms } from '../../../src/index.ts';

export interface FaultyClient {
  readonly file: string;
  /** Disturbances that may show its bug, by kind; faults by their effect, those of deliveries with `delivery` before it. */
  readonly shownBy: readonly string[];
  readonly finding: 'lost' | 'doubled' | 'altered';
  /** True where only what no vendor means to do shows it. */
  readonly hostile?: true;
}

const lost = (file: string, ...shownBy: readonly string[]): FaultyClient => ({ file, shownBy, finding: 'lost' });
const refusals = ['error', 'cut', 'gateway', 'truncate', 'unavailable'];

export const faultyClients: readonly FaultyClient[] = [
  lost('late_arrival.py', 'burst'),
  lost('ties_at_cursor.py', 'burst'),
  lost('cursor_in_seconds.py', 'burst'),
  lost('cursor_to_now.py', 'burst'),
  lost('refused_midway.py', ...refusals),
  lost('window_from_clock.py', 'missed', 'quiet', 'kill', ...refusals),
  lost('refused_token.py', 'revoke', 'error'),
  lost('saved_before_delivery.py', 'kill', 'delivery error', 'delivery cut'),
  lost('newest_first.py', 'kill', ...refusals, 'delivery error', 'delivery cut'),
  lost('local_time.py', 'zone'),
  lost('page-number-as-offset.mjs', 'burst'),
  lost('slower-than-the-burst.mjs', 'burst'),
  lost('not-json-is-nothing.mjs', ...refusals),
  lost('delivery-unchecked.mjs', 'delivery error'),
  lost('listed-not-got.mjs', 'lag'),
  lost('known-by-time.mjs', 'burst'),
  lost('old-cursor-dropped.mjs', 'quiet'),
  { ...lost('clamped-page.mjs', 'clamp'), hostile: true },
  { ...lost('stops-at-the-first-known.mjs', 'unsorted', 'lag'), hostile: true },
  lost('short-page-is-the-end.mjs', 'emptyPage'),
];

/** Right clients, and what is meant of them where it is not what is usual. */
export const rightClients: readonly (Pick<HuntTerms, 'expect'> & {
  readonly file: string;
  readonly isDaemon?: boolean;
})[] = [
  { file: 'right_poller.py' },
  { file: 'right-search-v2.mjs' },
  { file: 'right_usm.py' },
  { file: 'right-daemon.mjs', isDaemon: true },
  { file: 'right-mirror.mjs', expect: 'mirror' },
];

export const clientFile = (file: string): string => fileURLToPath(new URL(`../clients/${file}`, import.meta.url));

/** How a client is run. */
export const commandOf = (file: string): readonly string[] => [
  file.endsWith('.py') ? 'python3' : process.execPath,
  clientFile(file),
];
