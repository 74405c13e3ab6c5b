/** What texts of own alarms may leave open: drawn once for each variant, or seen in the event itself. */
import { isoUtc } from '../../../kernel/clock.ts';
import { uuid, type Stream } from '../../../kernel/random.ts';
import type { Detection, Sighting } from '../../../model/detection.ts';
import {
  accounts,
  documentationAddress,
  files,
  hostileHost,
  people,
  victimSites,
} from '../../detections/shared/words.ts';

const drawn: Readonly<Record<string, (chance: Stream) => string>> = {
  account: (chance) => chance.pick(accounts),
  address: documentationAddress,
  computer: (chance) => `WS-${chance.hex(4).toUpperCase()}`,
  file: (chance) => chance.pick(files),
  host: hostileHost,
  server: (chance) => `SRV-${chance.pick(['DC', 'FS', 'SQL', 'APP', 'WEB'])}${chance.between(10, 99)}`,
  site: (chance) => chance.pick(victimSites),
  user: (chance) => chance.pick(people.filter((name) => /^[\w.]+$/.test(name))),
  uuid,
};

const seen: Readonly<Record<string, (sighting: Sighting, direction: Detection['direction']) => string>> = {
  attacker: (sighting, direction) => sighting[direction === 'outbound' ? 'responder' : 'initiator'].address,
  victim: (sighting, direction) => sighting[direction === 'outbound' ? 'initiator' : 'responder'].address,
  from: ({ initiator }) => initiator.address,
  to: ({ responder }) => responder.address,
  time: ({ triggers }) => isoUtc(triggers[0] ?? 0),
  epoch: ({ triggers }) => String(Math.floor((triggers[0] ?? 0) / 1000)),
};

export type Vary = Readonly<Record<string, readonly string[]>>;

const sized = /^(hex|digits)([1-9]\d?)$/;

export const isSeenToken = (token: string): boolean => Object.hasOwn(seen, token);
export const isDrawn = (token: string, vary: Vary): boolean =>
  Object.hasOwn(vary, token) || Object.hasOwn(drawn, token) || sized.test(token);

/** Names for whoever mistyped one. */
export const tokenNames = (vary: Vary): readonly string[] =>
  [...Object.keys(vary), ...Object.keys(drawn), ...Object.keys(seen), 'hex8', 'digits4'].sort();

export const seenText = (token: string, sighting: Sighting, direction: Detection['direction']): string =>
  seen[token]?.(sighting, direction) ?? '';

export function drawText(token: string, vary: Vary, chance: Stream): string {
  const own = Object.hasOwn(vary, token) ? vary[token] : undefined;
  if (own !== undefined) return chance.pick(own);
  const [, kind, size] = sized.exec(token) ?? [];
  if (kind === 'hex') return chance.hex(Number(size));
  if (kind === 'digits') return Array.from({ length: Number(size) }, () => chance.below(10)).join('');
  return drawn[token]?.(chance) ?? '';
}
