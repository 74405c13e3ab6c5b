/** The truth as a STIX 2.1 bundle: stories as campaigns and attack flows, events as observed data. Ids are functions of the seed. Source: STIX 2.1 (OASIS), Attack Flow 2. */
import { isoUtc } from '../../kernel/clock.ts';
import { keyOf } from '../../kernel/random.ts';
import { uuidOf } from '../../model/event-id.ts';
import { withRows } from '../../model/late-columns.ts';
import type { ToldStory } from '../../model/story.ts';
import type { Detail, World } from '../../model/world.ts';
import type { StepTold } from './told.ts';

export type StixObject = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string };

export interface StixBundle {
  readonly type: 'bundle';
  readonly id: string;
  readonly objects: readonly StixObject[];
}

/** The extension by which attack flows are objects of their own, as its authors published it. */
const flowExtension = 'extension-definition--fb9c968a-745b-4ade-9b25-c324172197f4';
const flowAuthor = 'identity--fb9c968a-745b-4ade-9b25-c324172197f4';
const flowPublished = '2022-08-02T19:34:35.143Z';

/** The bundle of all that the stories have brought so far. */
export function stixBundle(world: World, told: readonly StepTold[]): StixBundle {
  const objects = new Map<string, StixObject>();
  const maker = makeMaker(world, objects);
  maker.add('identity', 'siem-sim', { name: 'siem-sim', identity_class: 'system' });
  const tellings = [...new Set(told.map(({ telling }) => telling))];
  if (tellings.length > 0) addExtension(objects);
  for (const telling of tellings) {
    const steps = told.filter((one) => one.telling === telling);
    addStory(maker, world, telling, steps);
  }
  return { type: 'bundle', id: maker.idOf('bundle', 'all'), objects: [...objects.values()] };
}

interface Maker {
  readonly idOf: (type: string, name: string) => string;
  /** Adds a domain object or relationship, or finds the one of that name; its id. */
  readonly add: (type: string, name: string, members: object) => string;
  /** The same for an observable, which nobody creates. */
  readonly observe: (type: string, name: string, members: object) => string;
}

function makeMaker(world: World, objects: Map<string, StixObject>): Maker {
  const idOf = (type: string, name: string): string =>
    `${type}--${uuidOf(keyOf(world.seed, `stix/${world.scenario}/${type}/${name}`), 0, null)}`;
  const author = idOf('identity', 'siem-sim');
  const created = isoUtc(world.start);
  const put = (id: string, object: () => StixObject): string => {
    if (!objects.has(id)) objects.set(id, object());
    return id;
  };
  return {
    idOf,
    add: (type, name, members) => {
      const id = idOf(type, name);
      const common = { type, spec_version: '2.1', id, created_by_ref: author, created, modified: created };
      return put(id, () => ({ ...common, ...members }));
    },
    observe: (type, name, members) => {
      const id = idOf(type, name);
      return put(id, () => ({ type, spec_version: '2.1', id, ...members }));
    },
  };
}

function addExtension(objects: Map<string, StixObject>): void {
  const common = { spec_version: '2.1', created: flowPublished, modified: flowPublished };
  const author = { name: 'MITRE Engenuity Center for Threat-Informed Defense', identity_class: 'organization' };
  objects.set(flowAuthor, { type: 'identity', id: flowAuthor, ...common, ...author });
  objects.set(flowExtension, {
    type: 'extension-definition',
    id: flowExtension,
    ...common,
    created_by_ref: flowAuthor,
    name: 'Attack Flow',
    schema: 'https://center-for-threat-informed-defense.github.io/attack-flow/stix/attack-flow-schema-2.0.0.json',
    version: '2.0.0',
    extension_types: ['new-sdo'],
  });
}

function addStory(maker: Maker, world: World, telling: ToldStory, steps: readonly StepTold[]): void {
  const name = `${telling.story}/${telling.nth}`;
  const times = steps.flatMap(({ events }) => events.map(({ row }) => spanOfRow(world, row)));
  const [first, last] = boundsOf(times);
  const campaign = maker.add('campaign', name, { name: telling.title, first_seen: first, last_seen: last });
  const customer = world.customers[telling.customer];
  const victim = maker.add('identity', `customer/${customer?.shortName}`, {
    name: customer?.name ?? '',
    identity_class: 'organization',
  });
  relate(maker, campaign, 'targets', victim);
  const actionOf = (step: string): string => maker.idOf('attack-action', `${name}/${step}`);
  const known = new Map(steps.map((one) => [one.step.name, one]));
  const starts: string[] = [];
  for (const one of steps) {
    const cause = causeOf(telling, known, one.step.since);
    if (cause === null) starts.push(actionOf(one.step.name));
    const effects = steps.filter(({ step }) => causeOf(telling, known, step.since) === one.step.name);
    const pattern = addPattern(maker, world, one);
    maker.add('attack-action', `${name}/${one.step.name}`, {
      name: one.step.name,
      technique_id: techniqueOf(world, one).technique,
      technique_ref: pattern,
      ...(effects.length > 0 && { effect_refs: effects.map(({ step }) => actionOf(step.name)) }),
      extensions: { [flowExtension]: { extension_type: 'new-sdo' } },
    });
    relate(maker, campaign, 'uses', pattern);
    addSighting(maker, world, `${name}/${one.step.name}`, one, { pattern, victim });
  }
  maker.add('attack-flow', name, {
    name: telling.title,
    scope: 'incident',
    start_refs: starts,
    extensions: { [flowExtension]: { extension_type: 'new-sdo' } },
  });
}

/** The step that led to one, past deeds and what has made nothing yet. */
function causeOf(telling: ToldStory, known: ReadonlyMap<string, StepTold>, since: string | null): string | null {
  const seen = new Set<string>();
  for (let name = since; name !== null && !seen.has(name);) {
    if (known.has(name)) return name;
    seen.add(name);
    name = telling.steps.find((step) => step.name === name)?.since ?? null;
  }
  return null;
}

const detailOf = (world: World, row: number): Detail =>
  world.details[withRows(world.aggregated, row).detail[row] ?? 0] as Detail;

const techniqueOf = (world: World, { events }: StepTold) => detailOf(world, events[0]?.row ?? 0).detection.attack;

function addPattern(maker: Maker, world: World, one: StepTold): string {
  const { technique, techniqueName } = techniqueOf(world, one);
  const url = `https://attack.mitre.org/techniques/${technique.replace('.', '/')}`;
  return maker.add('attack-pattern', technique, {
    name: techniqueName,
    external_references: [{ source_name: 'mitre-attack', external_id: technique, url }],
  });
}

const relate = (maker: Maker, source: string, how: string, target: string): string =>
  maker.add('relationship', `${source} ${how} ${target}`, {
    relationship_type: how,
    source_ref: source,
    target_ref: target,
  });

/** Events of a step as observed data, and that its technique was seen in them. */
function addSighting(
  maker: Maker,
  world: World,
  name: string,
  { events }: StepTold,
  { pattern, victim }: { readonly pattern: string; readonly victim: string },
): void {
  const observed = events.map(({ row, event }, nth) => {
    const { begin, end } = spanOfRow(world, row);
    const columns = withRows(world.aggregated, row);
    const ends = [event.source, event.destination].map((address) => {
      const type = address.includes(':') ? 'ipv6-addr' : 'ipv4-addr';
      return maker.observe(type, address, { value: address });
    });
    const [source = '', target = ''] = ends;
    const { user } = event;
    const users = user === null ? [] : [maker.observe('user-account', user, { account_login: user })];
    const { transport } = detailOf(world, row).detection;
    const ports = { src_port: columns.sourcePort[row] ?? 0, dst_port: columns.destinationPort[row] ?? 0 };
    const traffic = maker.observe('network-traffic', `${name}/${nth}`, {
      src_ref: source,
      dst_ref: target,
      ...(transport === 'tcp' || transport === 'udp' ? ports : {}),
      protocols: [source.startsWith('ipv6') ? 'ipv6' : 'ipv4', ...(transport === null ? [] : [transport])],
    });
    return maker.add('observed-data', `${name}/${nth}`, {
      first_observed: isoUtc(begin),
      last_observed: isoUtc(end),
      number_observed: Math.max(1, columns.count[row] ?? 1),
      object_refs: [...new Set([...ends, ...users, ...(transport === null ? [] : [traffic])])],
      labels: [event.nature, event.alarm],
      external_references: Object.entries(event.ids).flatMap(([product, kinds]) =>
        Object.entries(kinds).map(([kind, id]) => ({ source_name: `${product} ${kind}`, external_id: id })),
      ),
    });
  });
  const [first, last] = boundsOf(events.map(({ row }) => spanOfRow(world, row)));
  maker.add('sighting', name, {
    sighting_of_ref: pattern,
    observed_data_refs: observed,
    where_sighted_refs: [victim],
    first_seen: first,
    last_seen: last,
    count: events.length,
  });
}

function spanOfRow(world: World, row: number): { readonly begin: number; readonly end: number } {
  const columns = withRows(world.aggregated, row);
  const begin = columns.timestamp[row] ?? 0;
  return { begin, end: begin + (columns.duration[row] ?? 0) };
}

function boundsOf(spans: readonly { readonly begin: number; readonly end: number }[]): readonly [string, string] {
  const first = spans.reduce((least, { begin }) => Math.min(least, begin), Infinity);
  const last = spans.reduce((most, { end }) => Math.max(most, end), 0);
  return [isoUtc(first), isoUtc(last)];
}
