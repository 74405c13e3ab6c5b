/** The cases of a scenario, at times that nobody would have chosen: analysts open and close them when they come to it. */
import { stream } from '../../kernel/random.ts';
import { categories } from '../../model/category.ts';
import type { Case, Customer } from '../../model/world.ts';
import type { Catalogue } from '../formats/catalogue.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { offsetOf } from './keys.ts';

type Entry = NonNullable<Scenario['cases']>[number];

export function makeCases(
  seed: string,
  scenario: Scenario,
  customers: readonly Customer[],
  end: number,
  catalogue: Catalogue,
): readonly Case[] {
  const made: Case[] = [];
  const declared = scenario.cases ?? [];
  const times = caseTimes(seed, declared, end);
  const make = (index: number): Case => {
    const done = made[index];
    if (done !== undefined) return done;
    const [entry, time] = [declared[index], times[index]];
    if (entry === undefined || time === undefined) throw new RangeError(`no case at position ${index}`);
    const target = entry.mergedInto === undefined ? -1 : declared.findIndex((other) => other.id === entry.mergedInto);
    const category = categories[catalogue.detectionOf(entry.detections?.[0] ?? '')?.category ?? 'policy'];
    const item: Case = {
      index,
      id: entry.id,
      subject: entry.subject,
      description: `${entry.subject}. Opened from events of ${entry.detections?.join(' and ') ?? 'no detection'}.`,
      customer: customers.find((customer) => customer.shortName === entry.customer) as Customer,
      category: { id: category.shortName, name: category.name },
      service: { id: 1, shortName: 'ids', name: 'Intrusion detection' },
      status: entry.status,
      priority: entry.priority,
      ...time,
      mergedInto: target < 0 ? null : make(target),
      restricted: entry.restricted ?? false,
    };
    made[index] = item;
    return item;
  };
  return declared.map((_, index) => make(index));
}

interface CaseTimes {
  readonly opened: number;
  readonly closed: number | null;
}

/** By the unit in which a scenario tells a time, milliseconds: so much later it may have been. */
const looseness: Readonly<Record<string, number>> = { d: 6 * 3_600_000, h: 1_800_000, m: 30_000 };
/** Within this time a case was closed that was told to be closed before it was opened. */
const promptly = 120_000;

/** No two cases were opened or closed in one millisecond, unless the scenario says that its times are exact. */
function caseTimes(seed: string, declared: readonly Entry[], end: number): readonly CaseTimes[] {
  const taken = new Set<number>();
  const timeOf = ({ id, exact }: Entry, what: 'opened' | 'closed', text: string, least: number): number => {
    const told = end + offsetOf(text);
    if (exact === true || told === end) return Math.max(least, told);
    const chance = stream(seed, `case/${id}/${what}`);
    let at = told + chance.below(looseness[text.slice(-1)] ?? 1);
    if (at <= least) at = least + 1 + chance.below(Math.max(1, Math.min(promptly, end - least - 1000)));
    while (taken.has(at)) at++;
    taken.add(at);
    return at;
  };
  return declared.map((entry) => {
    const opened = timeOf(entry, 'opened', entry.opened, 0);
    return { opened, closed: entry.closed === undefined ? null : timeOf(entry, 'closed', entry.closed, opened) };
  });
}
