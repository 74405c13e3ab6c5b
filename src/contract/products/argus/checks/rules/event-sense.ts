/** An event of Argus agrees with itself: its id with its customer and time, its times with one another, its ends with their addresses. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Departure, Rule } from '../../../../terms/check.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import { isOwnSuccess } from '../../../../checks/shared/answer.ts';
import { firstOfEach, unmet, type Want } from '../../../../checks/shared/departures.ts';
import { rowsOf, someOf } from '../../../../checks/shared/rows.ts';

export const eventSense: Rule = {
  id: 'schema/event-sense',
  asks: 'Does each event agree with itself: id with customer and creation, times in order, address with its family and mask?',
  applies: ({ data }) => data !== null && /(?:events?)\.schema\.json$/.test(data),
  judge: (answer) => (isOwnSuccess(answer) ? firstOfEach(someOf(rowsOf(answer)).flatMap(faultsOf)) : []),
};

const at = (event: Json, ...path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((node, name) => member(node, name), event);

function faultsOf(event: Json): readonly Departure[] {
  const id = member(event, 'id');
  if (typeof id !== 'string') return [];
  const [, time, customer, uuid, ...more] = id.split('/');
  const created = at(event, 'timestamps', 'created') ?? member(event, 'timestamp');
  const said: readonly (readonly [string, string, string | undefined, Json | undefined])[] = [
    ['customer', 'customer', customer, at(event, 'customerInfo', 'id') ?? at(event, 'customer', 'id')],
    ['created', 'timestamp', time, created],
  ];
  return unmet(from('§6'), ` in ${id}`, (want) => {
    want(uuid !== undefined && more.length === 0, 'id', 'an id is type/timestamp/customerID/eventID', id);
    for (const [key, what, part, seen] of said)
      want(seen === undefined || String(seen) === part, key, `the ${what} of the id, ${part}`, seen);
    const own = member(event, 'uuid');
    want(own === undefined || own === uuid, 'uuid', `the last part of the id, ${uuid}`, own, from('§7.1'));
    for (const chain of timeChains) inOrder(event, chain, want);
    for (const end of ['source', 'destination'] as const) addressSense(at(event, end, 'networkAddress'), end, want);
    caseSense(event, want);
  });
}

const from = (place: string) => ({ source: `docs/contract/argus.md ${place}`, evidence: 'documented' }) as const;

/** Each of these times is not before the one ahead of it; what is null or absent says nothing. */
const timeChains: readonly (readonly string[])[] = [
  ['timestamp', 'endTimestamp', 'lastUpdatedTimestamp'],
  ['startTimestamp', 'endTimestamp'],
  ['timestamps.created', 'timestamps.lastUpdated'],
  ['timestamps.firstEvent', 'timestamps.lastEvent'],
  ['timestamps.firstAssessed', 'timestamps.lastUpdated'],
];

function inOrder(event: Json, chain: readonly string[], want: Want): void {
  const times = chain
    .map((name) => ({ name, value: at(event, ...name.split('.')) }))
    .filter((one): one is { name: string; value: number } => typeof one.value === 'number');
  for (const [index, { name, value }] of times.entries()) {
    const before = times[index - 1];
    if (before === undefined) continue;
    const expected = `${name} not before ${before.name}, ${before.value}`;
    want(value >= before.value, name, expected, value, from('§6.2, §7.1'));
  }
}

function addressSense(network: Json | undefined, end: string, want: Want): void {
  const [address, ipv6, bits, host] = ['address', 'ipv6', 'maskBits', 'host'].map((name) => member(network, name));
  if (typeof address !== 'string') return;
  const isSix = address.includes(':');
  const width = isSix ? 128 : 32;
  const known = from('§6.2');
  want(ipv6 === isSix, `${end} ipv6`, `ipv6 ${isSix} for ${address}`, ipv6, known);
  want(
    typeof bits === 'number' && bits >= 0 && bits <= width,
    `${end} maskBits`,
    `at most ${width} bits for ${address}`,
    bits,
    known,
  );
  want(host === (bits === width), `${end} host`, `host exactly when maskBits is ${width}`, host, known);
}

/** associatedCase is the first of associatedCases, or null. */
function caseSense(event: Json, want: Want): void {
  const [one, all] = [member(event, 'associatedCase'), member(event, 'associatedCases')];
  if (one === undefined || !Array.isArray(all)) return;
  const first = listOf(all)[0];
  const expected = first === undefined ? 'associatedCase null beside no cases' : 'associatedCase among associatedCases';
  const isSo =
    first === undefined ? one === null : listOf(all).some((each) => member(each, 'id') === member(one, 'id'));
  want(isSo, 'associatedCase', expected, member(one, 'id') ?? one, {
    ...from('§6.2'),
    source: 'seed 000; docs/contract/argus.md §6.2',
  });
}
