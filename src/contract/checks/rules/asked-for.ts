/** What a path names is what comes back. */
import type { Json } from '../../../kernel/schema.ts';
import type { Rule } from '../../check.ts';
import { member, type Answer } from '../../exchange.ts';
import type { Operation } from '../../operation.ts';
import { isSuccess, shown } from '../shared/answer.ts';

export const askedFor: Rule = {
  id: 'schema/asked-for',
  family: 'schema',
  asks: 'Is the one thing that a path names the thing that comes back?',
  rank: 'critical',
  applies: ({ path }) => /\{(?:eventID|alarmId|eventId)\}/.test(path),
  judge: (answer, operation) => {
    if (!answer.isOwn || !isSuccess(answer) || answer.json === undefined) return [];
    const wanted = namesIn(answer, operation);
    const asked = wanted['eventID'] ?? wanted['alarmId'] ?? wanted['eventId'];
    const id = idOf(answer.data);
    if (asked === undefined || id === undefined) return [];
    const isSame = id.toLowerCase().split('/').at(-1) === asked.toLowerCase();
    return isSame && rest(id, wanted) ? [] : [{ expected: `the thing named ${asked}`, seen: shown(id), key: 'id' }];
  },
};

const idOf = (data: Json | undefined): string | undefined =>
  [member(data, 'id'), member(data, 'uuid')].find((value): value is string => typeof value === 'string');

/** Time and customer in an id of Argus are those of the path as well. */
function rest(id: string, wanted: Readonly<Record<string, string>>): boolean {
  const [, timestamp, customer] = id.split('/');
  const agrees = (part: string | undefined, name: string): boolean =>
    part === undefined || wanted[name] === undefined || Number(part) === Number(wanted[name]);
  return agrees(timestamp, 'timestamp') && agrees(customer, 'customerID');
}

/** The values of the path's parameters, read from the path that was sent. */
function namesIn({ sent }: Answer, { path }: Operation): Readonly<Record<string, string>> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const pattern = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '([^/]+)');
  const values = new RegExp(`${pattern}/?$`).exec(new URL(sent.url).pathname) ?? [];
  return Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(values[at + 1] ?? '')]));
}
