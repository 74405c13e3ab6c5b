/** Watchers of cases: listed, added, changed, removed; and what the caller watches. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import { keyOf, type Key } from '../../../kernel/random.ts';
import { uuidOf } from '../../../model/event-id.ts';
import type { World } from '../../../model/world.ts';
import { notThere, oneAnswer, pageAnswer } from '../common/answers.ts';
import { isTrue } from '../common/booleans.ts';
import { semanticProblem } from '../common/invalid.ts';
import type {
  CaseWatcher,
  CaseWatcherEdit,
  CaseWatcherRequest,
  CaseWatchersQuery,
  CaseWatcherSettings,
  CaseWatchRequest,
} from '../generated/types.ts';
import type { ArgusHandler, ArgusReader } from '../services/services.ts';
import { caseModel } from './case-model.ts';
import { caseToRead, caseToWrite, type FoundCase } from './find.ts';
import { partModel } from './part-models.ts';
import { userAt } from './case-model.ts';
import { isWatching, type WatcherRecord } from './records/records.ts';
import { subjectNamed } from './subjects.ts';
import { writeCase } from './write.ts';

type Call = Parameters<ArgusHandler>[1];
type Truth = boolean | string | undefined;

const watcherModel = (world: World, watcher: WatcherRecord): CaseWatcher => ({
  ...partModel(world, watcher),
  type: watcher.type,
  role: watcher.role,
  subject: userAt(world, watcher.user),
  destination: watcher.destination,
  minimumPriority: 'low',
  channels: [
    {
      channel: watcher.type,
      state: watcher.flags.includes('DISABLED') ? 'disabled' : 'enabled',
      explicitlySet: watcher.defaultWatcher === null,
      verbose: watcher.flags.includes('VERBOSE'),
    },
  ],
  contactID: world.accounts[watcher.user]?.id ?? 0,
  defaultWatcherID: watcher.defaultWatcher,
  ruleID: null,
  flags: watcher.flags as CaseWatcher['flags'],
});

const keys = new WeakMap<World, Key>();

/** The contact that a customer has by default: the first of its own users, by email. Assumed; none where it has no user. */
function defaultWatchers(world: World, { entry, file }: FoundCase): readonly WatcherRecord[] {
  const account = world.accounts.find(({ customer, analyst }) => customer === entry.customer && !analyst);
  if (!file.hasDefaultWatchers || account === undefined) return [];
  const key = keys.get(world) ?? keyOf(world.seed, 'argus/default-watchers');
  keys.set(world, key);
  const isStruckOut = file.watchers.some(
    ({ user, flags }) => user === account.index && flags.includes('NEGATIVE_ENTRY') && !flags.includes('DELETED'),
  );
  if (isStruckOut) return [];
  return [
    {
      id: uuidOf(key, entry.index, 0),
      addedAt: entry.opened,
      addedBy: file.createdBy,
      flags: [],
      type: 'email',
      role: 'contact',
      user: account.index,
      destination: world.users()[account.index]?.email ?? '',
      defaultWatcher: uuidOf(key, entry.customer.index, 1),
    },
  ];
}

export const listCaseWatchers: ArgusReader = (services, call) => {
  const { simulation } = services;
  const query = call.query as CaseWatchersQuery;
  const found = caseToRead(simulation, call);
  const isAsked = (name: keyof CaseWatchersQuery, usual: boolean): boolean => isTrue(query[name] as Truth, usual);
  const all = [
    ...(isAsked('includeExplicit', true) ? found.file.watchers : []),
    ...(isAsked('includeDefault', true) ? defaultWatchers(simulation.world, found) : []),
  ].filter(
    ({ flags }) =>
      (isAsked('includeDeleted', false) || !flags.includes('DELETED')) &&
      (isAsked('includeDisabled', false) || !(flags.includes('DISABLED') || flags.includes('NEGATIVE_ENTRY'))),
  );
  return pageAnswer(services, query, all, (watcher) => watcherModel(simulation.world, watcher));
};

export const addCaseWatcher: ArgusHandler = async (services, call) => {
  const body = call.body as CaseWatcherRequest;
  const { entry } = caseToWrite(services.simulation, call);
  const user = subjectNamed(services, body) ?? call.principal.account.index;
  const id = await writeCase(services, call.principal, 'argus/case/watcher/add', {
    case: entry.id,
    watcher: {
      type: body.type ?? 'email',
      user,
      destination: body.destination ?? null,
      isVerbose: isTrue(body.verbose as Truth, false),
    },
  });
  return { ...answer(services, call, String(id)), status: 201 };
};

/** Throws 404 for a watcher that the case does not have. */
function standing({ file }: FoundCase, isMeant: (watcher: WatcherRecord) => boolean): WatcherRecord {
  const watcher = file.watchers.find((one) => isWatching(one) && !one.flags.includes('NEGATIVE_ENTRY') && isMeant(one));
  if (watcher === undefined) throw notThere('Watcher');
  return watcher;
}

const isNamedIn =
  ({ params }: Call) =>
  ({ id }: WatcherRecord): boolean =>
    id === params['watcherID']?.toLowerCase();

export const updateCaseWatcher: ArgusHandler = async (services, call) => {
  const { verbose } = call.body as CaseWatcherEdit;
  const found = caseToWrite(services.simulation, call);
  const { id, flags } = standing(found, isNamedIn(call));
  await writeCase(services, call.principal, 'argus/case/watcher/update', {
    case: found.entry.id,
    id,
    isVerbose: isTrue(verbose as Truth, flags.includes('VERBOSE')),
  });
  return answer(services, call, id);
};

export const removeCaseWatcher: ArgusHandler = (services, call) => remove(services, call, isNamedIn(call));

export const removeCaseContactWatcher: ArgusHandler = (services, call) => {
  const { accounts } = services.simulation.world;
  return remove(services, call, ({ user }) => accounts[user]?.id === Number(call.params['contactID']));
};

async function remove(
  services: Parameters<ArgusHandler>[0],
  call: Call,
  isMeant: (watcher: WatcherRecord) => boolean,
): Promise<ReturnType<ArgusReader>> {
  const { simulation } = services;
  const found = caseToWrite(simulation, call);
  const { id: caseID } = found.entry;
  const contact = defaultWatchers(simulation.world, found).find(isMeant);
  if (contact === undefined) {
    const { id } = standing(found, isMeant);
    await writeCase(services, call.principal, 'argus/case/watcher/delete', { case: caseID, id });
    return answer(services, call, id);
  }
  const { user, destination, defaultWatcher } = contact;
  const struckOut = { case: caseID, user, destination, defaultWatcher };
  return answer(
    services,
    call,
    String(await writeCase(services, call.principal, 'argus/case/watcher/strike', struckOut)),
  );
}

function answer({ simulation }: Parameters<ArgusHandler>[0], call: Call, id: string) {
  const watcher = caseToRead(simulation, call).file.watchers.find((one) => one.id === id);
  if (watcher === undefined) throw notThere('Watcher');
  return { kind: 'one', json: JSON.stringify(watcherModel(simulation.world, watcher)) } as const;
}

export const updateWatcherSettings: ArgusHandler = async (services, call) => {
  const { simulation } = services;
  const { defaultWatchers: hasThem } = call.body as unknown as CaseWatcherSettings;
  const { entry } = caseToWrite(simulation, call);
  await writeCase(services, call.principal, 'argus/case/watcher/settings', {
    case: entry.id,
    defaultWatchers: isTrue(hasThem as Truth, true),
  });
  return oneAnswer(caseModel(simulation, caseToRead(simulation, call)));
};

/** Both ways, where nothing is said of either; the answer is the caller's watchers: assumed. */
export const currentUserWatcherStatus: ArgusHandler = (services, call) => {
  const body = call.body as CaseWatchRequest;
  const { invalid } = services;
  if (body.enable !== undefined && (body.email !== undefined || body.sms !== undefined))
    throw invalid([semanticProblem('body', ['enable'], body.enable)]);
  const wanted = { email: body.email ?? body.enable, sms: body.sms } as Readonly<Record<'email' | 'sms', Truth>>;
  const isNothingSaid = Object.values(body).every((value) => value === undefined);
  const types = ['email', 'sms'] as const;
  const isOff = body.enable !== undefined && !isTrue(body.enable as Truth, true);
  return watch(services, call, {
    on: isNothingSaid ? ['email'] : types.filter((type) => wanted[type] !== undefined && isTrue(wanted[type], false)),
    off: isOff ? types : types.filter((type) => wanted[type] !== undefined && !isTrue(wanted[type], true)),
    isVerbose: body.verbose === undefined ? null : isTrue(body.verbose as Truth, false),
  });
};

export const removeCurrentUserWatcher: ArgusHandler = (services, call) =>
  watch(services, call, { on: [], off: ['email', 'sms'], isVerbose: null });

async function watch(
  services: Parameters<ArgusHandler>[0],
  call: Call,
  given: { readonly on: readonly string[]; readonly off: readonly string[]; readonly isVerbose: boolean | null },
): Promise<ReturnType<ArgusReader>> {
  const { simulation } = services;
  const { entry } = caseToRead(simulation, call);
  const written = await writeCase(services, call.principal, 'argus/case/watcher/watch', { case: entry.id, ...given });
  const ids = new Set((written ?? []) as readonly string[]);
  const { watchers } = caseToRead(simulation, call).file;
  const concerned = watchers.filter(({ id }) => ids.has(id));
  return oneAnswer(concerned.map((watcher) => watcherModel(simulation.world, watcher)));
}
