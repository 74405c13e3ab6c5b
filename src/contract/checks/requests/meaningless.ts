/** What clients send although it says nothing: empty lists, nulls, defaults, parameters that nobody knows. */
import { violations, type Json } from '../../../kernel/schema.ts';
import type { Check, Context } from '../../terms/check.ts';
import { member, type Ask } from '../../terms/exchange.ts';
import { isSafe, type Operation } from '../../terms/operation.ts';
import { alternativesOf, schemaMembers, rootOf, typesOf } from '../../../kernel/schema-walk.ts';
import { nobodysParameters } from '../rules/as-taken.ts';
import { told } from '../shared/answer.ts';
import { shapedAsk } from '../shared/asks.ts';
import { takesJson } from './text.ts';
import { isPlainRead, plainOrSkip, sameAnswer } from './same.ts';

const bodyMembers = ({ body }: Operation) => (body === null ? [] : schemaMembers(rootOf(body)));

const listsOf = (operation: Operation): readonly string[] =>
  bodyMembers(operation)
    .filter(([, node]) => alternativesOf(node).some((one) => typesOf(one).includes('array')))
    .map(([name]) => name)
    .filter((name) => violations(operation.body ?? '', { [name]: [] }).every(({ path }) => String(path[0]) !== name));

const withBody = (ask: Ask, more: Readonly<Record<string, Json>>): Ask => ({
  ...ask,
  body: { ...more, ...((ask.body ?? {}) as Readonly<Record<string, Json>>) },
});

export const emptyLists: Check = {
  id: 'requests/empty-lists',
  asks: 'Is an empty list in a search no criterion, alone and with all others empty?',
  source: 'docs/contract/argus.md §9: the XSOAR pack sends every list, as [] when unset',
  evidence: 'observed',
  applies: (operation, target) =>
    isPlainRead(operation, target) && takesJson(operation) && listsOf(operation).length > 0,
  run: async (context) => {
    const plain = await plainOrSkip(context);
    const empty = Object.fromEntries(listsOf(context.operation).map((name) => [name, []]));
    await sameAnswer(context, plain, withBody(plain.ask, empty), 'every list empty');
  },
};

export const nulls: Check = {
  id: 'requests/nulls',
  asks: 'Is a member that is null one that was not sent?',
  rank: 'major',
  source: 'docs/contract/argus.md §9: clients pass null for what is unset',
  evidence: 'assumed',
  applies: (operation) => isSafe(operation) && takesJson(operation),
  run: async (context) => {
    const none = Object.fromEntries(bodyMembers(context.operation).map(([name]) => [name, null]));
    if (!isPlainRead(context.operation, context.target)) return unbroken(context, none);
    const plain = await plainOrSkip(context);
    // Where the request says all that there is, nothing is left to be null.
    if (Object.keys(none).every((name) => member(plain.ask.body, name) !== undefined)) return unbroken(context, none);
    await sameAnswer(context, plain, withBody(plain.ask, none), 'every other member null');
  },
};

/** Where they cannot be compared with their absence, nulls are at least no reason to break down. */
const unbroken = async (context: Context, body: Json): Promise<void> => {
  await context.judge({ ...(await shapedAsk(context)), body }, (answer) =>
    answer.status < 500 ? null : { key: 'broken', expected: 'an answer, for nothing is null', seen: told(answer) },
  );
};

/** What a member that was not sent is taken for, as the beginning of its description has it. */
const defaultsOf = (file: string | null): Readonly<Record<string, boolean>> =>
  Object.fromEntries(
    (file === null ? [] : schemaMembers(rootOf(file))).flatMap(([name, { schema }]) => {
      const [, value] = /^Default (true|false)\b/.exec(String(schema['description'] ?? '')) ?? [];
      return value === undefined ? [] : [[name, value === 'true'] as const];
    }),
  );

export const defaultsSaid: Check = {
  id: 'requests/defaults-said',
  asks: 'Is a switch that is said as it is by default one that was not said?',
  source: 'docs/contract/argus.md §6.5, §7.4, §9: the defaults of the operation’s schemas',
  applies: (operation, target) =>
    isPlainRead(operation, target) &&
    [operation.query, operation.body].some((file) => Object.keys(defaultsOf(file)).length > 0),
  run: async (context) => {
    const { query, body } = context.operation;
    const plain = await plainOrSkip(context);
    const said = {
      ...plain.ask,
      query: { ...defaultsOf(query), ...plain.ask.query },
      ...(body !== null && { body: { ...defaultsOf(body), ...(plain.ask.body as object | undefined) } as Json }),
    };
    await sameAnswer(context, plain, said, 'every default said');
  },
};

export const unknownParameters: Check = {
  id: 'requests/unknown-parameters',
  asks: 'Is a query parameter that nobody knows ignored?',
  rank: 'major',
  source: 'docs/contract/usm.md §4: nearly a million alarms instead of 19; for Argus assumed',
  applies: isPlainRead,
  evidence: 'observed',
  run: async (context) => {
    const plain = await plainOrSkip(context);
    // Several at once: whoever minds one answers otherwise.
    const search = nobodysParameters(context.operation);
    await sameAnswer(context, plain, { ...plain.ask, search }, 'parameters that nobody knows');
  },
};
