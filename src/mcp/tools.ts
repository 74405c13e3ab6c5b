/** The tools: thin over the library, so that an agent can do what a test can. */
import { everyDetection } from '../generator/formats/catalogue.ts';
import { newestFormat } from '../generator/formats/index.ts';
import { bugScenarios, readScenario, shippedScenarios } from '../generator/scenario.ts';
import { isoUtc } from '../kernel/clock.ts';
import { UserError } from '../kernel/fault.ts';
import type { Fault, Filter, PlayOptions, VerifyRequest } from './terms.ts';
import { contractTool } from './contract.ts';
import { captureTool, eventsTool } from './products.ts';
import type { AnyWorld, Tool } from './tool.ts';

interface ScenariosInput {
  readonly search?: string;
}

const matches = (search: string, value: unknown): boolean =>
  JSON.stringify(value).toLowerCase().includes(search.toLowerCase());

const scenariosTool: Tool<ScenariosInput> = {
  name: 'scenarios',
  schema: 'mcp/scenarios.schema.json',
  description:
    'Lists the scenarios that can be played, each with its stories, the scenarios that reproduce one bug of clients, and the alarms that stories can raise. `search` keeps what has the text in it.',
  writes: () => false,
  run: ({ search = '' }) => ({
    scenarios: [...shippedScenarios(), ...bugScenarios()]
      .map((name) => {
        const { title, remarks, stories = {} } = readScenario(name);
        return {
          name,
          title,
          remarks: remarks?.trim() ?? null,
          stories: Object.values(stories).map((one) => one.title),
        };
      })
      .filter((one) => matches(search, one)),
    alarms: everyDetection(newestFormat.catalogue)
      .flatMap(({ name, category, attack, alarms }) =>
        alarms.map(({ shortName, severity }) => ({
          shortName,
          severity,
          detection: name,
          category,
          attack: attack.technique,
        })),
      )
      .filter((one) => matches(search, one))
      .slice(0, search === '' ? 0 : 50),
  }),
};

interface WorldsInput extends PlayOptions {
  readonly action: 'list' | 'make' | 'remove' | 'reset';
  readonly world?: string;
}

const facts = (world: AnyWorld): object => ({
  world: world.name,
  url: world.url,
  scenario: world.model.scenario,
  seed: world.model.seed,
  now: isoUtc(world.clock.now()),
  aggregatedEvents: world.model.aggregated.length,
  argus: { url: world.argus.url, keys: world.argus.keys },
  usm: { url: world.usm.url, clients: world.usm.clients },
});

const worldsTool: Tool<WorldsInput> = {
  name: 'worlds',
  schema: 'mcp/worlds.schema.json',
  description:
    'Worlds to point a client at. `list` tells address and credentials of each; `make` makes a fresh one with `scenario`, `seed`, `events`, `clock`; `reset` takes one back to its beginning; `remove` removes one.',
  writes: ({ action }) => action !== 'list',
  run: async ({ action, world: name, ...options }, { simulator, world, worlds }) => {
    if (action === 'list') return { worlds: [simulator, ...worlds.values()].map(facts) };
    if (action === 'make') {
      const made = simulator.world(name, options);
      worlds.set(made.name ?? '', made);
      return facts(made);
    }
    if (action === 'reset') {
      world(name).reset();
      return facts(world(name));
    }
    const found = worlds.get(name ?? '');
    if (found === undefined) throw new UserError(`there is no world ${name ?? ''} to remove`);
    await found.close();
    worlds.delete(name ?? '');
    return { removed: name };
  },
};

interface ClockInput {
  readonly action: 'read' | 'advance' | 'set' | 'freeze' | 'resume';
  readonly world?: string;
  readonly by?: string | number;
  readonly to?: string | number;
  readonly speed?: number;
}

const clockTool: Tool<ClockInput> = {
  name: 'clock',
  schema: 'mcp/clock.schema.json',
  description:
    'The simulated clock of a world: `read`; `advance` by a span such as 1h or PT30M, and what is due happens; `set` to an instant; `freeze`; `resume` at a `speed`.',
  writes: ({ action }) => action !== 'read',
  run: ({ action, world: name, by = '1h', to = 0, speed }, { world }) => {
    const { clock } = world(name);
    if (action === 'advance') clock.advance(by);
    if (action === 'set') clock.set(to);
    if (action === 'freeze') clock.freeze();
    if (action === 'resume') clock.resume(speed);
    return { now: isoUtc(clock.now()), speed: clock.speed() };
  },
};

interface FaultsInput {
  readonly action: 'list' | 'add' | 'remove' | 'clear';
  readonly world?: string;
  readonly fault?: Fault;
  readonly id?: string;
}

const faultsTool: Tool<FaultsInput> = {
  name: 'faults',
  schema: 'mcp/faults.schema.json',
  description:
    'Fault rules of a world: `list` with how often each was met; `add` one such as {"match": {"operation": "findAggregatedEvents", "nth": 2}, "effect": {"error": 503}}; `remove` one by `id`; `clear` all. Effects: error, latency, pace, cut, truncate, count, duplicate, stale, revoke.',
  writes: ({ action }) => action !== 'list',
  run: ({ action, world: name, fault, id = '' }, { world }) => {
    const { faults } = world(name);
    if (action === 'add') return faults.add(fault ?? { effect: {} });
    if (action === 'remove' && !faults.remove(id)) throw new UserError(`there is no fault ${id}`);
    if (action === 'clear') faults.clear();
    return { faults: faults.list() };
  },
};

interface JournalInput {
  readonly action: 'entries' | 'verify' | 'clear';
  readonly world?: string;
  readonly filter?: Filter;
  readonly expect?: VerifyRequest['expect'];
  readonly inOrder?: boolean;
  readonly nothingElse?: boolean;
  readonly since?: number;
}

/** Entries that are told when nobody says how many. */
const usualEntries = 20;

const journalTool: Tool<JournalInput> = {
  name: 'journal',
  schema: 'mcp/journal.schema.json',
  description:
    'What clients asked of a world: `entries` by `filter` (product, operation, method, status such as 4xx, principal, since, limit), oldest first; `verify` holds them against `expect`, a list of {operation, query, body, status, times}; `clear` forgets them. What these tools ask is not in it.',
  writes: ({ action }) => action === 'clear',
  run: ({ action, world: name, filter = {}, expect = [], ...rest }, { world }) => {
    const { journal } = world(name);
    if (action === 'entries')
      return { entries: journal.entries({ limit: usualEntries, ...filter }), last: journal.last() };
    if (action === 'verify') return journal.verify({ expect, ...rest });
    journal.clear();
    return { entries: [] };
  },
};

/** All tools, in the order in which they are listed. */
export const tools: readonly Tool[] = [
  scenariosTool,
  worldsTool,
  clockTool,
  eventsTool,
  captureTool,
  faultsTool,
  journalTool,
  contractTool,
] as readonly Tool<never>[];
