/** Makes the World of a seed and a scenario: deterministic, frozen, columns filled, everything else on demand. */
import { isoUtc } from '../kernel/clock.ts';
import { UserError } from '../kernel/fault.ts';
import { keyOf, stream, threefry } from '../kernel/random.ts';
import { categories } from '../model/category.ts';
import { signatureOf, type Detection, type Variant } from '../model/detection.ts';
import type { Customer, Detail, Location, Sensor, World } from '../model/world.ts';
import { makeAssociations } from './background/associations.ts';
import { makeDetailPicker } from './background/detail-picker.ts';
import { measuredShapeOf } from './background/measured.ts';
import { aggregationOf, type GenerationContext, type Peers } from './background/background.ts';
import { makeDays } from './timeline/days.ts';
import { detectionsIn, formatIn, rateIn } from './formats/scenario-catalogue.ts';
import type { WorldFormat } from './formats/world-format.ts';
import { makeHosts } from './dictionaries/hosts.ts';
import { makeCases } from './dictionaries/cases.ts';
import { makeNetFlags } from './background/net-flags.ts';
import { makeCustomers, makeCustomerGroups, rangeOf } from './dictionaries/customers.ts';
import { makePlaces } from './dictionaries/places.ts';
import { makeKeys } from './dictionaries/keys.ts';
import { lazy } from '../kernel/lazy.ts';
import { finished, type Sliced } from '../kernel/slices.ts';
import { makeAccounts, makePeople } from './dictionaries/people.ts';
import { makeWorldFactory, type WorldFrame, type WorldFactory } from './world-factory.ts';
import { periodOf, type Scenario } from './scenario/scenario.ts';
import { evenRhythm, makeTimeline } from './timeline/timeline.ts';
import { nameHash } from './stories/numbers.ts';
import { spanOf } from './stories/spans.ts';
import { withStories } from './stories/stories.ts';
import { makeWeightedPicker } from './dictionaries/weighted-picker.ts';

export interface WorldOptions {
  readonly seed: string;
  readonly scenario: Scenario;
  /** What it is drawn from; the scenario's choice when left out, and the newest where that has none. */
  readonly format?: WorldFormat;
  /** Epoch milliseconds; moves the whole World so that it ends here. */
  readonly end?: number | undefined;
  /** Overrides the scenario's number of background events. */
  readonly events?: number | undefined;
}

/** Units of work that a host or detail takes, before the engine has warmed up. */
const unitsAThing = 500;

/** A World without rows, and what fills them; what a partition of an export needs. */
export type Blueprint = WorldFactory;

/** Makes the World, all aggregated rows included; 10,000 rows take some 10 ms. */
export const makeWorld = (options: WorldOptions): World => makeBlueprint(options).whole();

/** Makes everything but the rows. Throws UserError where the scenario names what does not exist. */
export const makeBlueprint = (options: WorldOptions): Blueprint => finished(blueprintOf(options));

/** The same in pieces. */
export function* blueprintOf(asked: WorldOptions): Sliced<Blueprint> {
  const { seed, scenario, end: endAsked, events, ...options } = asked;
  const { number: worldFormat, catalogue, rules: ownRules } = formatIn(scenario, options.format);
  const { start, end } = periodOf(scenario, endAsked);
  if (start < 0) throw new UserError(`the World would begin before 1970: it ends at ${isoUtc(end)}`);
  const groups = makeCustomerGroups(scenario);
  const customers = makeCustomers(scenario, groups);
  const { sensors, locations } = makeSensors(scenario, customers);
  const ownDetails = makeDetails(seed, detectionsIn(scenario, catalogue));
  yield ownDetails.length * unitsAThing;
  const ownHosts = yield* makeHosts(
    seed,
    customers,
    scenario.customers.map((customer) => customer.hosts ?? 60),
    scenario.volume.externalHosts ?? 600,
  );
  const ownCases = makeCases(seed, scenario, customers, end, catalogue);
  const associations = makeAssociations(ownCases, assigneesOf(scenario), customers, ownDetails);
  const accounts = makeAccounts(scenario, customers);
  const own = { customers, sensors, accounts, hosts: ownHosts, details: ownDetails, cases: ownCases };
  yield (ownCases.length + customers.length) * unitsAThing;
  const { stories, hosts, details } = withStories({ seed, scenario, catalogue, start, end, ...own });
  yield stories.events.length * unitsAThing;
  const rhythm = { ...evenRhythm, ...scenario.rhythm };
  const rows = events ?? scenario.volume.events ?? 0;
  const retainedDetails = scenario.volume.retainedDetails ?? 25;
  const weightOf = weightIn(rateIn(scenario, catalogue));
  const { mix, habits, lateness, course, rules } = measuredShapeOf(scenario, ownRules, sensors, ownDetails, weightOf);
  const generation: GenerationContext = {
    own: {
      key: keyOf(seed, 'background'),
      rows,
      timeAt: makeTimeline(start, end, { ...rhythm, course }, stream(seed, 'timeline')),
      now: end,
      isLate: false,
    },
    sensors,
    details,
    hosts,
    aggregation: aggregationOf(rules),
    sensorPicker: sensorPickerOf(scenario, sensors),
    detailPicker: makeDetailPicker(ownDetails, weightOf),
    mix,
    peers: { v4: peersOf(seed, ownDetails, hosts.outside.v4), v6: peersOf(seed, ownDetails, hosts.outside.v6) },
    triage: { hosts: hosts.all, netFlags: makeNetFlags(hosts.all), retained: retainedDetails, associations, habits },
  };
  yield hosts.all.length * unitsAThing;
  const frame: WorldFrame = {
    worldFormat,
    seed,
    scenario: scenario.name,
    title: scenario.title,
    start,
    end,
    domain: scenario.domain,
    customers,
    groups,
    locations,
    sensors,
    hosts: hosts.all,
    placeOf: makePlaces(hosts.all, customers),
    details,
    cases: ownCases,
    caseSets: associations.sets,
    accounts,
    users: lazy(() => makePeople(seed, accounts)),
    keys: makeKeys(scenario, customers, accounts, end),
    sections: scenario.sections,
    rowKey: keyOf(seed, 'rows'),
    stories,
    retainedDetails,
    retention: scenario.volume.retention === undefined ? null : spanOf(scenario.volume.retention),
    oldestKept: () => -Infinity,
  };
  return makeWorldFactory(
    frame,
    generation,
    makeDays(seed, end, { rhythm, perPeriod: rows, period: scenario.period.days ?? 7, lateness }),
  );
}

const assigneesOf = ({ cases = [] }: Scenario): Parameters<typeof makeAssociations>[1] =>
  cases.map(({ detections: taken = [], share = 50 }) => ({ detections: taken, share }));

function makeSensors(
  scenario: Scenario,
  customers: readonly Customer[],
): { sensors: readonly Sensor[]; locations: readonly Location[] } {
  const locations = new Map<number, Location>();
  const sensors = scenario.customers.flatMap(({ sensors: own }, customer) =>
    own.map((sensor) => ({ ...sensor, owner: customers[customer] as Customer })),
  );
  for (const { location } of sensors) locations.set(location.id, location);
  return {
    locations: [...locations.values()],
    sensors: sensors.map(({ id, hostName, address, location, vlan, uuid, owner }, index) => ({
      index,
      id,
      hostName,
      address: rangeOf(address),
      hostAddress: address,
      customer: owner,
      location: locations.get(location.id) as Location,
      vlan: vlan ?? null,
      uuid: uuid ?? null,
    })),
  };
}

/** Every alarm with each of its variants; the code is the position. An alarm's variants draw from a stream of their own, when one of them is read. */
function makeDetails(seed: string, detections: readonly Detection[]): readonly Detail[] {
  const details: Detail[] = [];
  for (const detection of detections) {
    for (const alarm of detection.alarms) {
      const variants = lazy(() => detection.variants(alarm, stream(seed, `detection/${detection.name}/${alarm.sid}`)));
      const common = { detection, alarm, category: categories[detection.category], signature: signatureOf(alarm) };
      const count = detection.variantCount(alarm);
      for (let place = 0; place < count; place++) details.push(detailOf(common, details.length, variants, place));
    }
  }
  return details;
}

const detailOf = (
  { detection, alarm, category, signature }: Omit<Detail, 'code' | 'variant'>,
  code: number,
  variants: () => readonly Variant[],
  place: number,
): Detail => ({
  detection,
  alarm,
  get variant() {
    return variants()[place] as Variant;
  },
  code,
  category,
  signature,
});

/** How often an alarm happens beside the others, as the scenario tells of its detection. */
const weightIn =
  (rateOf: (detection: string) => number): ((detail: Detail) => number) =>
  ({ alarm, detection }) =>
    Math.floor(alarm.weight * rateOf(detection.name) * 100);

function sensorPickerOf(scenario: Scenario, sensors: readonly Sensor[]): Uint16Array {
  const weights = sensors.map((sensor) => {
    const own = scenario.customers[sensor.customer.index];
    return Math.floor(((own?.weight ?? 1) * 1000) / (own?.sensors.length ?? 1));
  });
  return makeWeightedPicker(weights, 4096);
}

/** Four servers that the connections of a detail go to; details of one domain share them, as a name resolves to few hosts. */
function peersOf(seed: string, details: readonly Detail[], pool: Uint16Array): Peers {
  const key = lazy(() => keyOf(seed, 'peers'));
  const words = new Uint32Array(2);
  const known = new Int32Array(details.length * 4).fill(-1);
  return (slot) => {
    const found = known[slot] ?? 0;
    if (found >= 0) return found;
    const detail = details[slot >> 2];
    threefry(key(), nameHash(detail?.variant.domain ?? `${detail?.alarm.sid}`), slot & 3, words);
    return (known[slot] = pool[(words[0] ?? 0) % pool.length] ?? 0);
  };
}
