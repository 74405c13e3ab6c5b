/** The console's page with what is played already in it: the facts are read before any script is there, and the scripts begin with them. */
import { isoUtc } from '../../kernel/clock.ts';
import type { ServerStatus } from '../operations/status.ts';
import { escaped } from '../../kernel/markup.ts';

/** `2026-11-02 14:03:12`, as the scripts show it. */
const timeText = (instant: string): string => isoUtc(Date.parse(instant)).slice(0, 19).replace('T', ' ');

const countsOf = ({ counts, journal, faults }: ServerStatus): readonly (readonly [title: string, count: number])[] => [
  ['events', counts.aggregatedEvents],
  ['submitted', counts.submittedEvents],
  ['customers', counts.customers],
  ['sensors', counts.sensors],
  ['users', counts.users],
  ['cases', counts.cases],
  ['changes', counts.commands],
  ['requests', journal.last],
  ['faults', faults],
];

function factsOf(status: ServerStatus): Readonly<Record<string, string>> {
  const { clock, world, scenario, title, seed, version, stateHash } = status;
  const [day = '', time = ''] = timeText(clock.instant).split(' ');
  const counts = countsOf(status).map(([name, count]) => `<div><dt>${name}</dt><dd>${count}</dd></div>`);
  const texts = {
    scenario,
    title,
    seed,
    version,
    stateHash,
    day,
    time,
    instant: clock.instant,
    world: world ?? '',
    products: status.products.join(', '),
    start: timeText(status.start),
    end: timeText(status.end),
    contact: clock.speed > 0 ? 'good' : '',
    speed: clock.speed > 0 ? `×${clock.speed}` : 'frozen',
    played: JSON.stringify(status),
  };
  const safe = Object.entries(texts).map(([name, text]) => [name, escaped(text)] as const);
  return { ...Object.fromEntries(safe), counts: counts.join('') };
}

/** A part of the template, `<!-- name -->` to `<!-- /name -->`, goes. */
const without = (template: string, part: string): string =>
  template.replace(new RegExp(`<!-- ${part} -->[\\s\\S]*?<!-- /${part} -->`, 'g'), '');

/** The page of a view, with what is played; without its facts where the caller may not see them. */
export function consolePage(template: string, query: string, status: ServerStatus | null): string {
  const asked = new URLSearchParams(query);
  const view = asked.get('view') ?? (asked.has('demo') ? 'demo' : 'world');
  const parts = [
    ...(view === 'world' ? ['later'] : ['facts']),
    ...(status === null || view === 'demo' ? ['frame'] : []),
    ...(status?.world === null ? ['world'] : []),
  ];
  const facts: Readonly<Record<string, string>> = status === null ? {} : factsOf(status);
  const page = parts.reduce(without, template);
  const current = page.replace(`<a href="?view=${view}">`, (link) => link.replace('>', ' aria-current="page">'));
  return current.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
}
