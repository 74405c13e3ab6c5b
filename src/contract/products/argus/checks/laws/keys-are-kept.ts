/** Law: a key is read as it was asked for, in its list and by its name; it lasts as long as it was last given, and is gone once revoked. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { isOpenTo } from '../../../../terms/credentials.ts';
import { listOf, member, type Answer, type Ask } from '../../../../terms/exchange.ts';
import { isSuccess, told } from '../../../../checks/shared/answer.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, firstDifference, numberAt } from '../../../../lists/item.ts';
import { argusSample } from '../../sample/sample.ts';
import { fullKey, keysIn } from '../../sample/keys.ts';

const day = 86_400_000;
/** An hour: a clock that runs may move on between two requests. */
const leeway = 3_600_000;

export const keysAreKept: Check = {
  id: 'law/keys-are-kept',
  asks: 'Is an API key read as it was asked for, listed once for each time, good for as long as it was given, and gone when it was revoked?',
  source: 'docs/contract/argus.md §5.1, §12.8; argus_api 5.0.0, authentication/v1/apikey',
  evidence: 'observed',
  isWriting: true,
  applies: (operation, target) => {
    if (!/\/apikey\b/.test(operation.path)) return false;
    if (target.writes !== 'all') return 'making keys is not allowed';
    return isOpenTo(operation, target) || 'no user with a password is known';
  },
  run: async (context) => {
    const desk = deskOf(context);
    // Those that others ask about are there before, and stay.
    const [holder] = await argusSample(context.sample).apiKeys();
    const before = (await desk.list()).map(prefixOf);
    const { id } = context.operation;
    if (id.startsWith('initiate')) await asked(context, desk, Number(member(holder, 'user') ?? 0));
    else if (id.startsWith('renew')) await renewed(context, desk);
    else if (id.startsWith('revoke')) await revoked(context, desk);
    else await read(context, desk);
    for (const key of (await desk.list()).filter((one) => !before.includes(prefixOf(one))))
      await desk.ask('revokeApiKeyBySplitPrefix', { params: paramsOf(key), isOwed: true });
  },
};

interface Desk {
  readonly ask: (operation: string, ask: Ask) => Promise<Answer>;
  readonly list: () => Promise<readonly Json[]>;
  /** Makes a key; ends the unit where nobody can. */
  readonly make: (body?: Json) => Promise<Json>;
  readonly expect: (wrong: string | null, key: string, expected: string, answer: Answer) => void;
}

function deskOf(context: Context): Desk {
  const ask = (operation: string, given: Ask): Promise<Answer> =>
    context.send({ ...given, operation: named(context.api, operation) });
  return {
    ask,
    list: async () => keysIn((await ask('listApiKeys', {})).data),
    make: async (body = { description: 'To be looked at', expirationDays: 3 }) => {
      const made = await ask('initiateApiKey', { body });
      return isSuccess(made) ? (member(made.data, 'keyDescriptor') ?? null) : context.skip(`no key: ${told(made)}`);
    },
    expect: (wrong, key, expected, answer) => {
      if (wrong !== null) context.violation({ key, expected, seen: wrong, answer });
    },
  };
}

const prefixOf = (key: Json): string => String(member(key, 'prefix'));

/** The parameters of any path that names a key. */
function paramsOf(key: Json): NonNullable<Ask['params']> {
  const prefix = prefixOf(key);
  const [prefixUser = '', prefixKey = ''] = prefix.split('/');
  return { prefix, prefixUser, prefixKey, user: Number.parseInt(prefixUser, 16) };
}

async function asked(context: Context, desk: Desk, user: number): Promise<void> {
  const full = fullKey(await argusSample(context.sample).customers());
  const bodies: readonly { readonly [name: string]: Json }[] = [
    full,
    { description: 'Unlimited', disableExpiration: true, disableSourceRestriction: true },
    {
      description: 'Of a cloud',
      source: { provider: 'aws', awsOptions: { regions: ['eu-1', 'eu-2'], services: ['x'] } },
    },
  ];
  const before = (await desk.list()).length;
  for (const [times, body] of bodies.entries()) {
    const answer = await context.send({ params: { user }, body });
    if (!isSuccess(answer)) return context.skip(`no key: ${told(answer)}`);
    const key = member(answer.data, 'keyDescriptor') ?? null;
    desk.expect(unlike(key, body), `asked ${times}`, 'a key as it was asked for', answer);
    const listed = await desk.ask('listApiKeys', {});
    const same = keysIn(listed.data).filter((one) => prefixOf(one) === prefixOf(key));
    const wrong = same.length === 1 ? firstDifference(same[0], key) : `it is there ${same.length} times`;
    desk.expect(wrong, `listed ${times}`, `the new key in the list: ${prefixOf(key)}`, listed);
    const more = keysIn(listed.data).length - before - times;
    desk.expect(more === 1 ? null : `${more} more`, `count ${times}`, 'one key more in the list', listed);
  }
}

const texts = (value: Json | undefined, name: string): string =>
  listOf(value)
    .map((one) => String(member(one, name)))
    .toSorted()
    .join();

/** How a key is not what a request asked for, in words; null where it is. */
function unlike(key: Json, body: { readonly [name: string]: Json }): string | null {
  const { description, expirationDays, disableExpiration, sessionConstraints } = body;
  if (member(key, 'description') !== description) return `the description ${String(member(key, 'description'))}`;
  const lasts = (numberAt(key, 'validUntil') ?? 0) - (numberAt(key, 'createdTimestamp') ?? 0);
  if (disableExpiration === true && numberAt(key, 'validUntil') !== 0) return 'a key that ends';
  if (typeof expirationDays === 'number' && Math.abs(lasts - expirationDays * day) > leeway)
    return `it lasts ${lasts} ms`;
  const functions = texts(at(key, 'constraints.functions'), 'name');
  if (functions !== listOf(member(sessionConstraints, 'function')).toSorted().join()) return `functions ${functions}`;
  const customers = texts(at(key, 'constraints.customers'), 'id');
  if (customers !== listOf(member(sessionConstraints, 'customerID')).map(String).toSorted().join())
    return `customers ${customers}`;
  if (at(key, 'constraints.readOnly') !== (member(sessionConstraints, 'readOnly') === true)) return 'another readOnly';
  return otherSources(key, body);
}

function otherSources(
  key: Json,
  { validSources, source, disableSourceRestriction }: { readonly [name: string]: Json },
): string | null {
  const sources = listOf(at(key, 'source.staticOptions.ipAddresses')).map(String);
  if (validSources !== undefined && !listOf(validSources).every((one) => sources.includes(String(one))))
    return `sources ${sources.join()}`;
  if (disableSourceRestriction === true && at(key, 'source.provider') !== 'disabled') return 'a key with sources';
  if (source === undefined) return null;
  if (at(key, 'source.provider') !== member(source, 'provider')) return `source ${String(at(key, 'source.provider'))}`;
  return firstDifference(at(key, 'source.awsOptions'), member(source, 'awsOptions'));
}

async function renewed(context: Context, desk: Desk): Promise<void> {
  const key = await desk.make();
  const params = paramsOf(key);
  for (const [word, body] of [
    ['longer', { expirationDays: 60 }],
    ['for ever', { disableExpiration: true }],
  ] as const) {
    const answer = await context.send({ params, body });
    if (!isSuccess(answer)) return context.skip(`it could not be renewed: ${told(answer)}`);
    const until = numberAt(answer.data, 'validUntil') ?? 0;
    const wanted = word === 'longer' ? (numberAt(key, 'createdTimestamp') ?? 0) + 60 * day : 0;
    const isMeant = Math.abs(until - wanted) <= leeway;
    desk.expect(isMeant ? null : `until ${until}`, word, `a key until ${wanted}`, answer);
    const kept = await desk.ask('getApiKeyBySplitPrefix', { params });
    desk.expect(firstDifference(kept.data, answer.data), `${word}, read`, 'the key as it was renewed', kept);
  }
}

async function revoked(context: Context, desk: Desk): Promise<void> {
  const keys = [await desk.make(), await desk.make()];
  for (const [times, key] of keys.entries()) {
    const answer = await context.send({ params: paramsOf(key) });
    if (!isSuccess(answer)) return context.skip(`it could not be revoked: ${told(answer)}`);
    desk.expect(firstDifference(answer.data, key), `${times}`, 'the key that was named', answer);
    const listed = await desk.ask('listApiKeys', {});
    const isGone = isSuccess(listed) && !keysIn(listed.data).map(prefixOf).includes(prefixOf(key));
    desk.expect(isGone ? null : 'it is still listed', `${times}, list`, `${prefixOf(key)} is gone`, listed);
  }
}

/** What a list or a name shows of two keys is what was told when they were made; of one that was revoked there is nothing. */
async function read(context: Context, desk: Desk): Promise<void> {
  const bodies = [fullKey(await argusSample(context.sample).customers()), undefined];
  for (const [times, body] of bodies.entries()) {
    const key = await desk.make(body);
    const params = paramsOf(key);
    const answer = await context.send({ params });
    const shown = context.operation.path.endsWith('apikey')
      ? keysIn(answer.data).find((one) => prefixOf(one) === prefixOf(key))
      : answer.data;
    desk.expect(firstDifference(shown, key), `read ${times}`, 'the key as it was when it was made', answer);
    if (times === 0 || context.operation.path.endsWith('apikey')) continue;
    await desk.ask('revokeApiKeyBySplitPrefix', { params });
    const gone = await context.send({ params });
    desk.expect(gone.status === 404 ? null : told(gone), 'gone', '404 for a key that was revoked', gone);
  }
}
