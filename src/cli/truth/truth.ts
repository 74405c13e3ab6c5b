/** Tells the truth of a World as text, or in the formats of others. */
import { writeFileSync } from 'node:fs';
import { UserError } from '../../kernel/fault.ts';
import { attempt } from '../shared/attempt.ts';
import { columnsText } from '../shared/columns.ts';
import type { Plane } from '../watch/plane.ts';
import { withPlane } from './source.ts';
import type { TruthFlags } from './terms.ts';

interface Facts {
  readonly scenario: string;
  readonly title: string;
  readonly seed: string;
  readonly now: string;
  readonly stories: readonly ToldFacts[];
}

interface ToldFacts {
  readonly story: string;
  readonly title: string;
  readonly nth: number;
  readonly customer: string;
  readonly begin: string;
  readonly actors: readonly {
    readonly name: string;
    readonly role: string;
    readonly hosts: readonly string[];
    readonly user: string | null;
  }[];
  readonly steps: readonly {
    readonly name: string;
    readonly begin: string;
    readonly cause: string | null;
    readonly from: string | null;
    readonly to: string | null;
    readonly user: string | null;
    readonly alarm: string | null;
    readonly technique: { readonly id: string } | null;
    readonly count: number;
    readonly does: string | null;
    readonly by: string | null;
  }[];
}

interface EventFacts {
  readonly ids: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly [member: string]: unknown;
}

interface Alike {
  readonly story: string;
  readonly nth: number;
  readonly step: string;
  readonly count: number;
}

interface Asked {
  readonly number: number;
  readonly question: string;
  readonly answer: string | number;
}

const pageLength = 999;

export async function tellTruth(flags: TruthFlags): Promise<void> {
  const text = await withPlane(flags, (plane) => textOf(plane, flags));
  const { output } = flags;
  if (output === undefined) process.stdout.write(text);
  else attempt(`write ${output}`, () => writeFileSync(output, text));
}

async function textOf(plane: Plane, { format, questions }: TruthFlags): Promise<string> {
  if (questions === true) {
    if (format !== 'text' && format !== 'json') throw new UserError('questions are told as text or json');
    const told = await plane.get<{ readonly questions: readonly Asked[] }>('/truth/questions');
    return format === 'json' ? jsonOf(told) : questionsText(told.questions);
  }
  if (format === 'stix' || format === 'navigator') return jsonOf(await plane.get<object>(`/truth/${format}`));
  if (format === 'csv') return csvOf(plane);
  const facts = await plane.get<Facts>('/truth');
  const { steps: alike } = await plane.get<{ readonly steps: readonly Alike[] }>('/truth/look-alikes');
  if (format === 'text') return factsText(facts, alike);
  const events = [];
  for await (const page of pagesOf(plane)) events.push(...page);
  return jsonOf({ ...facts, lookAlikes: alike, events });
}

const jsonOf = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const questionsText = (questions: readonly Asked[]): string =>
  questions.map(({ number, question, answer }) => `${number}. ${question}\n   ${answer}\n`).join('');

async function* pagesOf(plane: Plane): AsyncGenerator<readonly EventFacts[]> {
  for (let offset = 0; ; offset += pageLength) {
    const path = `/truth/events?limit=${pageLength}&offset=${offset}`;
    const { events } = await plane.get<{ readonly events: readonly EventFacts[] }>(path);
    yield events;
    if (events.length < pageLength) return;
  }
}

const columns = [
  'at',
  'nature',
  'why',
  'story',
  'nth',
  'step',
  'technique',
  'alarm',
  'severity',
  'source',
  'destination',
  'user',
  'customer',
];

/** Every event with what it truly is; ids first, a column a product and kind. */
async function csvOf(plane: Plane): Promise<string> {
  const rows: string[] = [];
  let kinds: readonly (readonly [string, string])[] = [];
  const events: EventFacts[] = [];
  for await (const page of pagesOf(plane)) events.push(...page);
  const names = new Set(
    events.flatMap(({ ids }) =>
      Object.entries(ids).flatMap(([product, own]) => Object.keys(own).map((kind) => `${product}.${kind}`)),
    ),
  );
  kinds = [...names].sort().map((name) => name.split('.') as [string, string]);
  rows.push([...kinds.map((parts) => parts.join('.')), ...columns].map(cell).join(','));
  for (const event of events)
    rows.push(
      [...kinds.map(([product, kind]) => event.ids[product]?.[kind] ?? ''), ...columns.map((name) => event[name])]
        .map(cell)
        .join(','),
    );
  return `${rows.join('\r\n')}\r\n`;
}

const cell = (value: unknown): string => {
  const text = value === null || value === undefined ? '' : String(value as string | number);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

function factsText({ scenario, title, seed, now, stories }: Facts, alike: readonly Alike[]): string {
  const head = `${scenario}: ${title} (seed ${seed}, now ${now})\n`;
  if (stories.length === 0) return `${head}It tells no story.\n`;
  return head + stories.map((story) => `\n${storyText(story, alike)}`).join('');
}

function storyText(telling: ToldFacts, alike: readonly Alike[]): string {
  const { story, nth, title, customer, begin, actors, steps } = telling;
  const looks = (step: string): string => {
    const found = alike.find((one) => one.story === story && one.nth === nth && one.step === step);
    return found === undefined ? '' : String(found.count);
  };
  return [
    `${story}/${nth}  ${title} (at ${customer}, ${begin})\n`,
    columnsText([
      ['ACTOR', 'ROLE', 'IS'],
      ...actors.map(({ name, role, hosts, user }) => [name, role, user ?? short(hosts)]),
    ]),
    '\n',
    columnsText([
      ['STEP', 'BEGINS', 'AFTER', 'WHAT', 'ATT&CK', 'EVENTS', 'FROM', 'TO', 'USER', 'ALIKE'],
      ...steps.map(({ name, begin: at, cause, alarm, technique, count, does, from, to, user, by }) => [
        name,
        at.slice(0, 19),
        cause ?? '-',
        alarm ?? does ?? '',
        technique?.id ?? '-',
        count === 0 ? '-' : String(count),
        from ?? by ?? '-',
        to ?? '-',
        user ?? '-',
        looks(name) || '-',
      ]),
    ]),
  ].join('');
}

const short = (hosts: readonly string[]): string =>
  hosts.length > 3 ? `${hosts.slice(0, 2).join(', ')} and ${hosts.length - 2} more` : hosts.join(', ');
