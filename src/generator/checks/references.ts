/** Names in a scenario that point nowhere, and numbers that must be unique: mistakes that a schema cannot see. */
import { parseRange, widthOf } from '../../kernel/net.ts';
import { worldFormats, newestFormat } from '../formats/index.ts';
import { everyDetection, type Catalogue } from '../formats/catalogue.ts';
import { catalogueIn, checkedCatalogue } from '../formats/scenario-catalogue.ts';
import { suggestion } from '../../kernel/suggestion.ts';
import { customersIn } from '../scenario/sections.ts';
import { checkName, userIds } from './names.ts';
import type { Fail, Note, Scenario, ScenarioPath } from '../scenario/scenario.ts';
import { checkShape } from './shape.ts';
import { checkStories, rehearseStories } from './stories.ts';

/** Each part by itself; `attempt` runs it, so that what is malformed in one keeps nobody from looking at the others. */
export function checkReferences(scenario: Scenario, fail: Note, attempt: (check: () => void) => void): void {
  const format = worldFormats.find(({ number }) => number === (scenario.worldFormat ?? newestFormat.number));
  const numbers = worldFormats.map(({ number }) => number).join(', ');
  if (format === undefined)
    fail(['worldFormat'], `names no world format: ${scenario.worldFormat}; there are ${numbers}`);
  const catalogue = checkedCatalogue(scenario, format ?? newestFormat, fail);
  attempt(() => checkUnique(scenario, fail));
  attempt(() => checkCustomers(scenario, fail));
  attempt(() => checkUsers(scenario, fail));
  attempt(() => checkCases(scenario, fail));
  attempt(() => checkDetections(scenario, catalogue, fail));
  attempt(() => checkShape(scenario, catalogue, fail));
  checkStories(scenario, catalogue, fail, attempt);
}

/** What shows only when stories are laid out; throws for the first mistake. */
export function rehearseAll(scenario: Scenario, fail: Fail): void {
  const format = worldFormats.find(({ number }) => number === scenario.worldFormat) ?? newestFormat;
  rehearseStories(scenario, catalogueIn(scenario, format), fail);
}

function checkUnique({ customers, users, groups = [], keys = [], cases = [] }: Scenario, fail: Note): void {
  const unique = (path: ScenarioPath, values: readonly (number | string | undefined)[], what: string): void =>
    values.forEach((value, at) => {
      if (value !== undefined && values.indexOf(value) !== at) fail([...path, at], `repeats ${what} ${value}`);
    });
  const ids = (list: readonly { readonly id?: number }[]): readonly (number | undefined)[] => list.map(({ id }) => id);
  const names = (list: readonly { readonly shortName: string }[]): readonly string[] =>
    list.map(({ shortName }) => shortName);
  unique(['customers'], ids(customers), 'id');
  unique(['customers'], names(customers), 'short name');
  unique(['groups'], ids(groups), 'id');
  unique(['groups'], names(groups), 'short name');
  unique(['users'], ids(users), 'id');
  unique(
    ['keys'],
    keys.map((key) => `${key.user}/${key.key}`),
    'key',
  );
  unique(['cases'], ids(cases), 'id');
  const known = new Set<number>();
  customers.forEach(({ id, shortName, sensors }, at) => {
    if (groups.some((group) => group.id === id)) fail(['customers', at], `repeats id of a group ${id}`);
    if (groups.some((group) => group.shortName === shortName))
      fail(['customers', at], `repeats short name of a group ${shortName}`);
    sensors.forEach((sensor, which) => {
      if (known.has(sensor.id)) fail(['customers', at, 'sensors', which], `repeats id ${sensor.id}`);
      known.add(sensor.id);
    });
  });
}

function checkCustomers(scenario: Scenario, fail: Note): void {
  const { customers, groups = [], users, keys = [], cases = [] } = scenario;
  const shortNames = customers.map(({ shortName }) => shortName);
  const known = (path: ScenarioPath, name: string): boolean => checkName(fail, path, 'customer', name, shortNames);
  const isGroup = (name: string): boolean => groups.some(({ shortName }) => shortName === name);
  const visible = (path: ScenarioPath, names: readonly string[] = []): void =>
    names.forEach((name, which) => isGroup(name) || known([...path, which], name));
  groups.forEach(({ parent }, at) => {
    const before = groups.slice(0, at).map(({ shortName }) => shortName);
    if (parent !== undefined) checkName(fail, ['groups', at, 'parent'], 'group that stands before it', parent, before);
  });
  customers.forEach(({ group, networks }, at) => {
    if (networks.every((network) => isLone(network, networks)))
      fail(
        ['customers', at, 'networks'],
        'hold no two hosts of one family, IPv4 or IPv6, that could talk to each other',
      );
    const names = groups.map(({ shortName }) => shortName);
    if (group !== undefined) checkName(fail, ['customers', at, 'group'], 'group', group, names);
  });
  users.forEach((user, at) => {
    known(['users', at, 'customer'], user.customer);
    visible(['users', at, 'customers'], user.customers);
    user.publicKeys?.forEach((key, which) => visible(['users', at, 'publicKeys', which, 'customers'], key.customers));
  });
  keys.forEach((key, at) => visible(['keys', at, 'customers'], key.customers));
  cases.forEach((entry, at) => known(['cases', at, 'customer'], entry.customer));
  for (const { path, name } of customersIn(scenario)) known(path, name);
}

/** Whether a network is one host, and no other of its family stands beside it. */
const isLone = (network: string, networks: readonly string[]): boolean => {
  const [own, ...others] = [network, ...networks].flatMap((text) => parseRange(text) ?? []);
  if (own === undefined || own.bits < widthOf(own.version)) return false;
  return others.every(({ version, bits, base }) => version !== own.version || (bits === own.bits && base === own.base));
};

function checkUsers(scenario: Scenario, fail: Note): void {
  const ids = userIds(scenario);
  scenario.keys?.forEach(({ user }, at) => {
    if (!ids.includes(user)) fail(['keys', at, 'user'], `names no user: ${user}`);
  });
}

type Entry = NonNullable<Scenario['cases']>[number];

function checkCases({ cases = [] }: Scenario, fail: Note): void {
  const targetOf = (entry: Entry): Entry | undefined => cases.find(({ id }) => id === entry.mergedInto);
  cases.forEach((entry, at) => {
    if (entry.mergedInto === undefined) return;
    const path = ['cases', at, 'mergedInto'];
    const target = targetOf(entry);
    if (target === undefined || target === entry || target.customer !== entry.customer)
      return fail(path, `names no other case of the same customer: ${entry.mergedInto}`);
    for (let next: Entry | undefined = target, steps = 0; next !== undefined; next = targetOf(next), steps++)
      if (next === entry || steps > cases.length) return fail(path, 'leads back to the case itself');
  });
}

function checkDetections({ cases = [], detections: rates = {} }: Scenario, catalogue: Catalogue, fail: Note): void {
  const known = (path: ScenarioPath, name: string): void => {
    if (catalogue.detectionOf(name) !== undefined) return;
    const names = (): readonly string[] => everyDetection(catalogue).map((detection) => detection.name);
    fail(path, () => `names no detection: ${name}; ${suggestion(name, names())}`);
  };
  for (const name of Object.keys(rates)) known(['detections', name], name);
  cases.forEach((entry, at) =>
    entry.detections?.forEach((name, which) => known(['cases', at, 'detections', which], name)),
  );
}
