/** Whatever tells when it was made and when something happened to it tells these times in their order, and in each form alike. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Departure, Rule } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import { isOwnSuccess } from '../../../../checks/shared/answer.ts';
import { firstOfEach, unmet } from '../../../../checks/shared/departures.ts';
import { rowsOf, someOf } from '../../../../checks/shared/rows.ts';

export const timesInOrder: Rule = {
  id: 'schema/times-in-order',
  asks: 'Is nothing changed, used, deleted or over before it was made or begun, is a time in milliseconds and the same in each form, and does what has a time say who did it, at any depth?',
  rank: 'major',
  source:
    'docs/contract/argus.md §5.2, §12.8; that clocks of the vendor agree, and that what is closed names who closed it, is assumed',
  evidence: 'assumed',
  applies: ({ data }) => data !== null,
  judge: (answer) =>
    isOwnSuccess(answer) && /Timestamp"|"time"/.test(answer.text)
      ? firstOfEach(someOf(rowsOf(answer)).flatMap((row) => faultsOf(row)))
      : [],
};

/** The second is not before the first; 0 and null mean never. */
const pairs = [
  ['createdTimestamp', 'lastUpdatedTimestamp'],
  ['createdTimestamp', 'lastLoginTimestamp'],
  ['createdTimestamp', 'validUntilTimestamp'],
  ['createdTimestamp', 'deletedTimestamp'],
  ['firstTriggeredTimestamp', 'lastTriggeredTimestamp'],
] as const;

const timeOf = (value: Json, name: string): number => {
  const time = member(value, name);
  return typeof time === 'number' ? time : 0;
};

function faultsOf(value: Json): readonly Departure[] {
  if (value === null || typeof value !== 'object') return [];
  const inner = Object.values(value).flatMap((one: Json) => faultsOf(one));
  if (Array.isArray(value)) return inner;
  const own = unmet({}, '', (want) => {
    for (const [name, time] of Object.entries(value).filter(([one]) => one.endsWith('imestamp')))
      if (typeof time === 'number') want(!isInSeconds(time), name, `${name} in milliseconds`, time);
    for (const [name, text, time] of spelled(value))
      want(Date.parse(text) === time, name, `${name} the instant of ${text}`, time);
    for (const [first, second] of pairs) {
      const [from, to] = [timeOf(value, first), timeOf(value, second)];
      if (from !== 0 && to !== 0) want(from <= to, second, `${second} not before ${first}, ${from}`, to);
    }
    for (const [name, user, time] of done(value))
      want((user !== null) === time > 0, name, `${name} somebody where it has a time, ${time}, and nobody else`, user);
  });
  return [...own, ...inner];
}

/** As milliseconds these would be a winter of 1970. */
const isInSeconds = (time: number): boolean => time >= 1e9 && time < 1e10;

/** Times that stand there in two forms: as text beside the milliseconds (docs/contract/argus.md §14). */
const spelled = (value: object): readonly (readonly [name: string, text: string, time: number])[] =>
  Object.entries(value).flatMap(([name, time]: [string, Json]) => {
    const text = name.endsWith('imestamp') ? member(value as Json, name.replace(/stamp$/, '')) : undefined;
    return typeof time === 'number' && typeof text === 'string' && time !== 0 ? [[name, text, time] as const] : [];
  });

/** What only somebody does, with the time: `closedByUser` beside `closedTimestamp` (docs/contract/argus.md §14); systems make and change things too. */
const done = (value: object): readonly (readonly [name: string, user: Json, time: number])[] =>
  Object.entries(value).flatMap(([name, user]: [string, Json]) => {
    const [, what] = /^(?!created|lastUpdated)(\w+)ByUser$/.exec(name) ?? [];
    const time = what === undefined ? undefined : member(value as Json, `${what}Timestamp`);
    return typeof time === 'number' ? [[name, user, time] as const] : [];
  });
