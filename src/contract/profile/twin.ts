/** Writes a measured shape as a scenario: numbers, names made of the language's own words, and nothing of the tenant. */
import { isoUtc } from '../../kernel/clock.ts';
import { detections } from '../../generator/detections/index.ts';
import { adapters } from '../products/index.ts';
import type { Measured, MeasuredCase, MeasuredShare } from '../terms/measured.ts';
import type { Answers, MeasuredTenant } from './profile.ts';

const hour = 3_600_000;
const mostCases = 1000;
/** Customers beyond these are one. */
const mostCustomers = 200;
/** What the routine does is done within so many hours after an event. */
const routineHours = { least: 1 / 6, most: 20.2 };
/** Later than this after its last trigger, an event is late; 90 seconds are usual. */
const lateAfter = 120_000;

/** The scenario as YAML; it validates. */
export function twinOf({ measured, answers }: Pick<MeasuredTenant, 'measured' | 'answers'>): string {
  const { end, hours } = measured;
  const mix = mixOf(measured);
  const events = mix.reduce((sum, share) => sum + share.events, 0);
  const customers = [...new Set(mix.map(({ customer }) => customer))].sort((one, other) => one - other);
  const weights = customers.map((customer) => sumOf(mix.filter((share) => share.customer === customer)));
  const most = Math.max(1, ...weights);
  return [
    'title: Shape',
    '',
    `period: { days: ${hours.length / 24}, end: ${isoUtc(end).replace('.000Z', 'Z')} }`,
    '',
    'rhythm:',
    `  hours: ${list(scaled(byHour(hours, end)))}`,
    `  weekdays: ${list(scaled(byWeekday(hours, end)))}`,
    '  bursts: 0',
    '',
    `volume: { events: ${events} }`,
    '',
    'shape:',
    '  hours: [',
    ...days(hours).map((day) => `    ${day.join(', ')},`),
    '  ]',
    '  mix:',
    ...mix.map(
      ({ customer, category, severity, events: weight }) =>
        `    - { customer: ${nameOf(customer)}, category: ${category}, severity: ${severity}, weight: ${weight} }`,
    ),
    ...countsOf(measured, events),
    ...marksOf(measured, events),
    ...lateOf(measured),
    '',
    'domain: { id: 1, name: domain }',
    '',
    'customers:',
    ...customers.flatMap((customer, at) => customerOf(customer, Math.ceil(((weights[at] ?? 0) * 1000) / most))),
    '',
    'users:',
    `  - { id: 1, role: analyst, customer: ${nameOf(customers[0] ?? 0)} }`,
    `  - { role: analyst, customer: ${nameOf(customers[0] ?? 0)}, count: 6 }`,
    '',
    'keys:',
    '  - { label: key, user: 1, key: 2, secret: mysecretapikey }',
    ...adapters.flatMap(({ twinSection = [] }) => (twinSection.length === 0 ? [] : ['', ...twinSection])),
    ...casesOf(measured, mix),
    ...faultsOf(answers),
    '',
  ].join('\n');
}

const nameOf = (customer: number): string => `customer-${customer + 1}`;
const list = (numbers: readonly number[]): string => `[${numbers.join(', ')}]`;
const sumOf = (shares: readonly MeasuredShare[]): number => shares.reduce((sum, { events }) => sum + events, 0);

/** Shares of no more customers than a file should have. */
function mixOf({ mix }: Measured): readonly MeasuredShare[] {
  const merged = new Map<string, MeasuredShare>();
  for (const share of mix) {
    const customer = Math.min(share.customer, mostCustomers - 1);
    const key = `${customer} ${share.category} ${share.severity}`;
    const events = share.events + (merged.get(key)?.events ?? 0);
    merged.set(key, { ...share, customer, events });
  }
  return [...merged.values()].filter(({ events }) => events > 0);
}

const days = (hours: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: hours.length / 24 }, (_, day) => hours.slice(day * 24, day * 24 + 24));

/** The start of the hour at a place, epoch milliseconds. */
const startOf = (hours: readonly number[], end: number, at: number): number => end - (hours.length - at) * hour;

function byHour(hours: readonly number[], end: number): readonly number[] {
  const sums = Array.from({ length: 24 }, () => 0);
  hours.forEach((events, at) => {
    const of = Math.floor(startOf(hours, end, at) / hour) % 24;
    sums[of] = (sums[of] ?? 0) + events;
  });
  return sums;
}

/** From Sunday to Saturday, a day's mean; 1970 began on a Thursday. A weekday that was not seen is like the mean of the others. */
function byWeekday(hours: readonly number[], end: number): readonly number[] {
  const sums = Array.from({ length: 7 }, () => ({ events: 0, hours: 0 }));
  hours.forEach((events, at) => {
    const of = sums[(Math.floor(startOf(hours, end, at) / (24 * hour)) + 4) % 7];
    if (of === undefined) return;
    of.events += events;
    of.hours += 1;
  });
  const mean = hours.reduce((sum, events) => sum + events, 0) / hours.length;
  return sums.map((of) => (of.hours === 0 ? mean : of.events / of.hours));
}

/** So that the greatest is 1000; none that is there vanishes. */
function scaled(numbers: readonly number[]): readonly number[] {
  const most = Math.max(...numbers);
  return numbers.map((value) => (most === 0 ? 1 : Math.ceil((value * 1000) / most)));
}

const partsOf = (part: number, of: number, parts: number): number =>
  of === 0 ? 0 : Math.max(0, Math.min(parts, Math.round((part * parts) / of)));

const permille = (part: number, of: number): number => partsOf(part, of, 1000);

function countsOf({ counts }: Measured, events: number): readonly string[] {
  if (counts.length === 0) return [];
  const bounds = [{ least: 1, events }, ...counts];
  return [
    '  counts:',
    ...bounds.flatMap(({ least, events: reached }, at) => {
      const next = bounds[at + 1];
      const part = permille(reached - (next?.events ?? 0), events);
      const to = next === undefined ? Math.max(least, 20_000) : next.least - 1;
      return part === 0 ? [] : [`    - { share: ${part}, from: ${least}, to: ${to} }`];
    }),
  ];
}

/** Shares as they are once the routine is through: the last hours' events are still waiting for it. */
function marksOf({ marks, hours }: Measured, events: number): readonly string[] {
  const { least, most } = routineHours;
  const done = hours.reduce((sum, count, at) => {
    const age = hours.length - at - 0.5;
    return sum + count * Math.min(1, Math.max(0, (age - least) / (most - least)));
  }, 0);
  const entries = Object.entries(marks).map(
    ([mark, borne]) => `${mark}: ${partsOf(borne, mark === 'threatCandidate' ? events : done, 1_000_000)}`,
  );
  return entries.length === 0 ? [] : [`  marks: { ${entries.join(', ')} }`];
}

function lateOf({ delays }: Measured): readonly string[] {
  if (delays.length === 0) return [];
  const late = delays.filter((delay) => delay > lateAfter);
  const minutes = late.map((delay) => Math.max(1, Math.round(delay / 60_000)));
  const [from, to] = late.length === 0 ? [5, 5] : [Math.min(...minutes), Math.max(...minutes)];
  return [`  late: { share: ${permille(late.length, delays.length)}, from: ${from}m, to: ${to}m }`];
}

function customerOf(customer: number, weight: number): readonly string[] {
  const number = customer + 1;
  const net = `10.${number}`;
  return [
    `  - id: ${number}`,
    `    shortName: ${nameOf(customer)}`,
    `    name: Customer ${number}`,
    `    weight: ${weight}`,
    `    networks: [${net}.0.0/16]`,
    '    sensors:',
    `      - { id: ${number}, hostName: sensor-${number}, address: ${net}.0.10, location: { id: ${number}, shortName: location-${number}, name: Location ${number}, timeZone: UTC } }`,
  ];
}

/** As many cases as there were, each like one of the sample; it takes as many events. */
function casesOf({ cases, hours }: Measured, mix: readonly MeasuredShare[]): readonly string[] {
  const { count, sample } = cases;
  if (sample.length === 0) return [];
  const entries = Array.from({ length: Math.min(count, mostCases) }, (_, at) => sample[at % sample.length]);
  const ago = (hoursAgo: number): string => `-${Math.min(hoursAgo, hours.length)}h`;
  return [
    '',
    'cases:',
    ...entries.map((entry, at) => {
      const { customer, status, priority, opened, closed } = entry as MeasuredCase;
      const [own, closing] = [
        Math.min(customer, mostCustomers - 1),
        closed === null || status !== 'closed' ? null : closed,
      ];
      const times = `opened: ${ago(opened)}${closing === null ? '' : `, closed: ${ago(closing)}`}`;
      const taken = takenBy(entry as MeasuredCase, mix, hours.length);
      return `  - { id: ${at + 1}, customer: ${nameOf(own)}, subject: Case ${at + 1}, status: ${status}, priority: ${priority}, ${times}${taken} }`;
    }),
  ];
}

/** The detections of the smallest category of its customer that has enough events, and the share that it takes. */
function takenBy({ customer, events, closed }: MeasuredCase, mix: readonly MeasuredShare[], hours: number): string {
  if (events === 0) return '';
  const byCategory = new Map<string, number>();
  for (const share of mix)
    if (share.customer === customer)
      byCategory.set(share.category, (byCategory.get(share.category) ?? 0) + share.events);
  const part = closed === null ? 1 : Math.max(0.01, 1 - closed / hours);
  const sizes = [...byCategory]
    .map(([category, size]) => ({ category, size: size * part }))
    .sort((one, other) => one.size - other.size);
  const found = sizes.find(({ size }) => size >= events) ?? sizes.at(-1);
  if (found === undefined) return '';
  const names = detections.filter(({ category }) => category === found.category).map(({ name }) => name);
  const percent = Math.max(1, partsOf(events, found.size, 100));
  return `, detections: [${names.join(', ')}], share: ${percent}`;
}

/** Answer times and refusals, as rules that wait: without \`times\` they hit. */
function faultsOf({ product, times, refusals }: Answers): readonly string[] {
  const inOrder = times.map(Math.round).sort((one, other) => one - other);
  const at = (share: number): number => Math.max(1, inOrder[Math.floor(share * (inOrder.length - 1))] ?? 1);
  const rules = [...refusals].flatMap(([status, count]) => {
    const probability = Math.max(0.001, Math.round((count * 1000) / times.length) / 1000);
    const effect = status === 502 || status === 504 ? 'gateway' : 'error';
    return `  - { id: error-${status}, match: { product: ${product}, probability: ${probability} }, effect: { ${effect}: ${status} }, times: 0 }`;
  });
  return [
    '',
    'faults:',
    `  - { id: latency, match: { product: ${product} }, effect: { latency: { from: ${at(0.05)}, to: ${Math.max(at(0.05) + 1, at(0.95))} } }, times: 0 }`,
    ...rules,
  ];
}
