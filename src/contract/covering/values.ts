/** The forms in which a value of a criterion can be asked for, each of values that tell the right reading from wrong ones. */
import type { Json } from '../../kernel/schema.ts';
import type { Criteria } from '../lists/list.ts';
import type { Criterion, Judge, Judgement } from '../terms/model.ts';
import { judgementOf } from '../criteria/criteria.ts';
import { candidatesOf } from './candidates.ts';

export const forms = [
  'one value',
  'two values',
  'many values',
  'a value that nothing has',
  'a hostile value',
  'a shorter value',
  'a longer value',
  'a part of a name',
  'another normal form',
  'another case',
  'a number as text',
  'one part excluded',
  'one part required',
  'with its modifiers',
] as const;
export type Form = (typeof forms)[number];

/** What a request says of each item, in the items' order. */
export type Verdicts = readonly Judgement[];

/** A reading of a request that a wrong server may have. */
export interface Wrong {
  readonly name: string;
  readonly verdicts: Verdicts;
}

export interface Wording {
  readonly form: Form;
  /** The criterion with its value, and what modifies it. */
  readonly criteria: Criteria;
  readonly verdicts: Verdicts;
  readonly wrong: readonly Wrong[];
  /** True for what names nothing that there is: it may be refused, but must not find anything. */
  readonly mayRefuse: boolean;
}

/** A criterion as a list takes it. */
export interface Subject {
  readonly name: string;
  readonly criterion: Criterion;
  readonly judge: Judge;
  readonly items: readonly Json[];
  /** True where the request takes a list of values. */
  readonly isList: boolean;
  /** Values that the schema names one by one; none where it does not. */
  readonly named: readonly Json[];
  /** True where the schema of the request admits the criteria. */
  readonly admits: (criteria: Criteria) => boolean;
  /** What was judged before, by the text of the criteria. */
  readonly judged: Map<string, Verdicts>;
}

/** True where some item tells the right reading from the wrong one. */
export const tells = (right: Verdicts, wrong: Verdicts): boolean =>
  right.some((verdict, at) => verdict !== null && (wrong[at] ?? null) !== null && verdict !== wrong[at]);

/** What criteria say of the items of a subject. */
export function verdictsBy({ judge, items, judged }: Subject, criteria: Criteria): Verdicts {
  const text = JSON.stringify(criteria);
  const verdicts = judged.get(text) ?? items.map((item) => judgementOf(judge, item, criteria));
  judged.set(text, verdicts);
  return verdicts;
}

export interface Wordings {
  /** Wordings of each form that together tell all that can be told. */
  readonly telling: readonly Wording[];
  /** Wrong readings, with their forms, that no value tells. */
  readonly undecided: readonly string[];
}

/** So many values of each form are kept; what modifies a criterion is different each time. */
const mostKept = 5;
const mostModified = 16;

export function wordingsOf(subject: Subject): Wordings {
  const telling: Wording[] = [];
  const undecided: string[] = [];
  for (const [form, wordings] of candidatesOf(subject)) {
    const judged = wordings.filter(({ verdicts }) => verdicts.every((verdict) => verdict !== null));
    const admitted = judged.filter(({ criteria }) => subject.admits(criteria));
    const kept = chosen(admitted, form === 'with its modifiers' ? mostModified : mostKept);
    telling.push(...kept);
    const told = new Set(kept.flatMap((wording) => toldBy(wording)));
    const all = new Set(admitted.flatMap(({ wrong }) => wrong.map(({ name }) => name)));
    undecided.push(...[...all].filter((name) => !told.has(name)).map((name) => readingOf(form, name)));
  }
  return { telling, undecided };
}

/** What a wrong reading is called: that a criterion counts at all is one question, whatever form its value has. */
export const readingOf = (form: Form, name: string): string =>
  name === 'ignored' || name === 'finds nothing' ? name : `${form}: ${name}`;

const toldBy = ({ verdicts, wrong }: Wording): readonly string[] =>
  wrong.filter((one) => tells(verdicts, one.verdicts)).map(({ name }) => name);

/** Those that tell most, as many as it takes to tell all, and some more for variety. */
function chosen(wordings: readonly Wording[], most: number): readonly Wording[] {
  const ranked = wordings
    .map((wording) => ({ wording, told: toldBy(wording) }))
    .filter(({ told }) => told.length > 0)
    .toSorted((one, other) => other.told.length - one.told.length);
  const known = new Set<string>();
  const needed = ranked.filter(({ told }) => {
    const isNew = told.some((name) => !known.has(name));
    for (const name of told) known.add(name);
    return isNew;
  });
  const others = ranked.filter((one) => !needed.includes(one)).slice(0, Math.max(0, most - needed.length));
  return [...needed, ...others].map(({ wording }) => wording);
}
