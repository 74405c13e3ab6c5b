/** Disturbances and requests in words. */
import type { JournalEntry } from '../../sim/journal/entry.ts';
import type { Disturbance } from '../schedule/schedule.ts';

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

type Words = { readonly [Kind in Disturbance['kind']]: (one: Extract<Disturbance, { readonly kind: Kind }>) => string };

const words: Words = {
  burst: ({ round, before, count, apart = '0ms', late, text }) =>
    [
      `${plural(count, 'event')} ${count === 1 ? 'happens' : 'happen'} ${before} before round ${round}`,
      ...(count === 1 ? [] : [apart === '0ms' ? 'all in one millisecond' : `${apart} apart`]),
      ...(late === undefined ? [] : [`known ${late} after ${count === 1 ? 'it' : 'they'} happened`]),
      ...(text === true ? ['with letters beyond ASCII'] : []),
    ].join(', '),
  update: ({ round, before, count }) => `people comment on ${plural(count, 'event')} ${before} before round ${round}`,
  quiet: ({ round, for: span }) => `${span} pass before round ${round}, in which the client is not run`,
  missed: ({ round, rounds }) =>
    `the client is not run in ${rounds === 1 ? `round ${round}` : `rounds ${round} to ${round + rounds - 1}`}`,
  kill: ({ on, nth, when }) =>
    `the client is ended by SIGKILL at its ${on} ${nth}, ${when === 'before' ? 'before it is taken' : 'when it was taken, before its answer'}`,
  rollback: ({ round }) => `before round ${round} the client's directory is put back to what it was a round earlier`,
  zone: ({ zone }) => `the client's machine is in the time zone ${zone}`,
  pass: ({ nth, by }) => `${by} pass while request ${nth} is answered`,
  fault: ({ on, match = {}, effect, times }) =>
    `${on} ${nthText(match.nth)} ${effectText(effect)}${times === undefined || times === 1 ? '' : `, ${times} times`}`,
};

/** One line on a disturbance. */
export const disturbanceText = <One extends Disturbance>(one: One): string =>
  (words[one.kind] as (given: One) => string)(one);

function nthText(nth: NonNullable<Extract<Disturbance, { readonly kind: 'fault' }>['match']>['nth']): string {
  if (nth === undefined) return 'each';
  if (typeof nth === 'number') return String(nth);
  return nth.to === undefined ? `${nth.from ?? 1} and later` : `${nth.from ?? 1} to ${nth.to}`;
}

const effectText = (effect: object): string =>
  `meets ${Object.entries(effect)
    .map(([name, value]) =>
      value === true ? name : `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`,
    )
    .join(', ')}`;

const longest = 160;

/** Method, path and what was asked, in a line. */
export function requestText({ method, path, query, body }: JournalEntry): string {
  const parameters = Object.entries(query)
    .map(([name, value]) => `${name}=${[value].flat().join(',')}`)
    .join('&');
  const asked = body === null ? '' : ` ${typeof body === 'string' ? body : JSON.stringify(body)}`;
  const text = `${method} ${path.replace(/^\/w\/[^/]+/, '')}${parameters === '' ? '' : `?${parameters}`}${asked}`;
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
