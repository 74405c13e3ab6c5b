/** Law: each member of a submitted event is seen of it, lists with all that they name. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Answer } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, numberAt, textsAt, shown } from '../../../../lists/item.ts';
import { answered } from '../../../../lists/list.ts';
import { eventIdOf, eventParams } from '../../model/event-id.ts';
import { argusSample } from '../../sample/sample.ts';

type Members = Readonly<Record<string, Json>>;

export const submissionsAreWhole: Check = {
  id: 'law/submissions-are-whole',
  asks: 'Is every member of a submitted event seen of it, by itself or among several, and all that its lists name?',
  source: 'docs/contract/argus.md §7.8, §12.4',
  evidence: 'documented',
  isWriting: true,
  applies: ({ id }, { writes }) =>
    id === 'submitEvent' || id === 'submitEventsBulk'
      ? writes === 'all'
        ? true
        : 'a submitted event cannot be taken back'
      : false,
  run: async (context) => {
    const bodies = await submissionsFor(context);
    if (bodies === null) return context.skip('no event to submit one like');
    if (context.operation.id === 'submitEvent')
      for (const body of bodies) {
        const answer = await answered(context, { body });
        await seen(context, answer, answer.data ?? null, body);
      }
    else {
      const events = [...bodies, { ...bodies[0], location: 'contract-nowhere' }];
      const answer = await answered(context, { body: { events, onError: 'dropInvalid' } });
      const results = listOf(member(answer.data, 'events'));
      const dropped = member(results[bodies.length], 'status') ?? null;
      if (dropped !== 'rejected')
        context.violation({
          key: 'dropped',
          expected: 'the event of no location rejected',
          seen: shown(dropped),
          answer,
        });
      for (const [place, body] of bodies.entries()) await seen(context, answer, results[place] ?? null, body);
    }
  },
};

/** Two submissions that are alike in no member, of a customer that has cases; null where nothing is known to submit. */
async function submissionsFor(context: Context): Promise<readonly Members[] | null> {
  const example = await context.sample.example(named(context.api, 'submitEvent'));
  if (example === null) return null;
  const like = example.body as Members;
  const sample = argusSample(context.sample);
  const open = (await sample.casesOfCustomers()).filter(
    (one) => !textsAt(one, 'flags').some((flag) => ['MERGED', 'DELETED'].includes(flag)),
  );
  const ownersOf = (one: Json): Json => at(one, 'customer.id') ?? null;
  const groups = open.map((one) => open.filter((other) => ownersOf(other) === ownersOf(one)));
  const cases = (groups.toSorted((one, other) => other.length - one.length)[0] ?? []).slice(0, 2);
  const customer = cases[0] === undefined ? (at(like, 'id.customer') ?? null) : ownersOf(cases[0]);
  const events = await sample.events();
  const [event] = events;
  const own = events.filter((one) => at(one, 'customerInfo.id') === customer);
  const locations = [...new Set(own.flatMap((one) => at(one, 'location.shortName') ?? []))];
  const time = numberAt(event, 'timestamp') ?? 0;
  return [0, 1].map((place): Members => {
    const timestamp = time - 3_600_000 - place;
    return {
      signature: like['signature'] ?? null,
      // An event is of the time that its id names, or else of its first one.
      id: place === 0 ? { customer, timestamp } : { customer },
      startTimestamp: timestamp,
      endTimestamp: timestamp + 45_000 + place,
      severity: place === 0 ? 'high' : 'medium',
      count: 7 + place,
      protocol: place === 0 ? 'udp' : 'tcp',
      source: { ip: `192.0.2.${7 + place}`, port: 1234, host: 'from.example', user: 'sender' },
      destination: { ip: `198.51.100.${9 + place}`, port: 53, host: 'to.example', user: 'receiver' },
      uri: `http://u.example/contract/${place}`,
      fqdn: `contract-${place}.example`,
      flags: ['ESTABLISHED', 'AUTO_REPORT'],
      finalized: true,
      properties: { 'contract.one': ['a'], 'contract.two': [`b${place}`] },
      ...(place === 0 || cases[0] === undefined
        ? { associatedCaseIDs: cases.map((one) => member(one, 'id') ?? null) }
        : { associatedCaseID: member(cases[0], 'id') ?? null }),
      ...(locations[place] !== undefined && { location: locations[place] }),
      payload: { payload: 'QUJD', payloadType: 'binary' },
    };
  });
}

/** How each member is seen; null where a submission does not say it. */
const shownAs: Readonly<Record<string, (event: Json) => Json>> = {
  severity: (event) => at(event, 'severity') ?? null,
  location: (event) => at(event, 'location.shortName') ?? null,
  count: (event) => at(event, 'count') ?? null,
  protocol: (event) => at(event, 'protocol') ?? null,
  uri: (event) => at(event, 'uri') ?? null,
  fqdn: (event) => at(event, 'domain') ?? null,
  signature: (event) => at(event, 'signature.name') ?? null,
  startTimestamp: (event) => at(event, 'timestamps.firstEvent') ?? null,
  endTimestamp: (event) => at(event, 'timestamps.lastEvent') ?? null,
  source: (event) => endOf(event, 'source'),
  destination: (event) => endOf(event, 'destination'),
};

const endOf = (event: Json, end: string): Json => ({
  ip: at(event, `${end}.address`) ?? null,
  port: at(event, `${end}.port`) ?? null,
  host: at(event, `${end}.host`) ?? null,
  user: at(event, `${end}.user`) ?? null,
});

async function seen(context: Context, made: Answer, result: Json, body: Members): Promise<void> {
  const event = eventIdOf(member(result, 'id'));
  if (event === null)
    return context.violation({
      key: 'id',
      expected: 'an id for each event',
      seen: shown(result),
      answer: made,
    });
  const ask = { params: eventParams(event), query: { includeAllProperties: 'true' } };
  const answer = await answered(context, { operation: named(context.api, 'getEvent'), ...ask });
  const data = answer.data ?? null;
  const lacks = (key: string, isThere: boolean, expected: string, value: Json, by = answer): void => {
    if (!isThere) context.violation({ key, expected: `${key} is ${expected}`, seen: shown(value), answer: by });
  };
  for (const [name, show] of Object.entries(shownAs))
    lacks(name, JSON.stringify(show(data)) === JSON.stringify(body[name]), JSON.stringify(body[name]), show(data));
  const flags = ['established', 'autoReport', 'finalized'];
  lacks(
    'flags',
    flags.every((flag) => textsAt(data, 'flags').includes(flag)),
    flags.join(', '),
    [...textsAt(data, 'flags')],
  );
  const ids = listOf(member(data, 'associatedCases')).map((one) => member(one, 'id') ?? null);
  const cases = [...listOf(body['associatedCaseIDs']), body['associatedCaseID'] ?? []].flat();
  lacks(
    'associatedCaseIDs',
    cases.every((id) => ids.includes(id)),
    JSON.stringify(cases),
    ids,
  );
  const properties = listOf(member(data, 'properties'));
  for (const [key, values] of Object.entries(body['properties'] as Members)) {
    const own = properties.find((one) => member(one, 'key') === key) ?? null;
    lacks(
      'properties',
      String(listOf(member(own, 'values'))) === String(values),
      JSON.stringify({ [key]: values }),
      own,
    );
  }
  const payload = await context.send({ operation: named(context.api, 'getPayloadV2'), params: eventParams(event) });
  const text = member(payload.data, 'payload') ?? null;
  lacks('payload', text === at(body, 'payload.payload'), 'as it was submitted', text, payload);
}
