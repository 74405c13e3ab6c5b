/** Law: what an event is linked to is there, under the name that the link has, in the very same letters. */
import type { Json } from '../../../../../kernel/schema.ts';
import { named } from '../../../../lists/counterpart.ts';
import { undecidable } from '../../../../lists/fixture.ts';
import { firstDifference, shown } from '../../../../lists/item.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Answer } from '../../../../terms/exchange.ts';
import { eventParams, type EventId } from '../../model/event-id.ts';
import { argusSample } from '../../sample/sample.ts';

/** Doors that tell the same links, the first with their types. */
const doors: readonly string[] = ['getEventLinks', 'getEventLinksV2', 'getEventLinksV2Compatibility'];

export const linksLeadToThings: Check = {
  id: 'law/links-lead-to-things',
  asks: 'Do links of an event lead to things that bear the names that the links have, and do all doors tell the same links?',
  rank: 'major',
  source: 'docs/contract/argus.md §6, §7; that links are named by what they lead to is assumed',
  evidence: 'assumed',
  applies: ({ id }) => doors.includes(id),
  run: async (context) => {
    const events = oneOfEach(await argusSample(context.sample).eventIds());
    if (events.length === 0) return undecidable(context, 'the target has no event to ask about');
    for (const event of events) {
      const answer = await context.send({ params: eventParams(event) });
      const links = linksIn(answer);
      if (links === null) continue;
      await alike(context, event, answer, links);
      for (const link of links) await follow(context, answer, link);
    }
  },
};

const most = 3;

/** The first event of each customer, a few. */
const oneOfEach = (events: readonly EventId[]): readonly EventId[] =>
  [...new Map([...events].reverse().map((event) => [event.customerID, event])).values()].reverse().slice(0, most);

interface Link {
  readonly name: string;
  readonly uri: string;
}

/** What both versions tell of the links; null where there was no success. */
const linksIn = ({ status, data }: Answer): readonly Link[] | null =>
  status === 200
    ? listOf(data).map((link) => ({ name: String(member(link, 'name')), uri: String(member(link, 'uri')) }))
    : null;

async function alike(context: Context, event: EventId, answer: Answer, links: readonly Link[]): Promise<void> {
  const other = named(context.api, doors.find((door) => door !== context.operation.id) ?? '');
  const against = await context.send({ operation: other, params: eventParams(event) });
  const told = linksIn(against);
  const wrong = told === null ? null : firstDifference(links as unknown as Json, told as unknown as Json);
  if (wrong !== null)
    context.violation({ key: 'doors', expected: `the links that ${other.id} tells`, seen: wrong, answer, against });
}

/** Names of a thing, by which a link may call it. */
const names = ['name', 'shortName', 'description'];

async function follow(context: Context, answer: Answer, { name, uri }: Link): Promise<void> {
  const operation = context.api.operations.find(
    ({ method, path }) => method === 'GET' && new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(uri),
  );
  // Links may lead to pages for people as well.
  if (operation === undefined) return;
  const thing = await context.memo(`link ${uri}`, () => context.send({ operation, path: uri }));
  const report = (key: string, expected: string, seen: string): void =>
    context.violation({ key, expected, seen, answer, against: thing });
  if (thing.status !== 200) {
    if (thing.status === 404) report('nothing', `something at ${uri}`, `status ${thing.status}`);
    return;
  }
  const own = names.map((one) => member(thing.data, one)).filter((one) => typeof one === 'string' && one !== '');
  if (own.length > 0 && !own.some((one) => name.includes(String(one))))
    report('name', `a link with the name of what is at ${uri}: ${own.map(shown).join(' or ')}`, shown(name));
}
