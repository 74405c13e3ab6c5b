/** The covering array of a list: its criteria, forms of values, places and views, laid out in rows, each turned into a question that tells. */
import type { Stream } from '../../kernel/random.ts';
import type { Role } from '../terms/target.ts';
import { isClash } from '../criteria/samples.ts';
import { coveringArray, type Allows } from './array.ts';
import { places, type Aspect } from './page.ts';
import {
  partRoles,
  nestings,
  verdictsOf,
  wrongOf,
  type PartRole,
  type Nesting,
  type Question,
  type Term,
} from './question.ts';
import { bothOf, packedTerms } from './together.ts';
import { forms, tells, type Verdicts } from './values.ts';

/** What a list offers. */
export interface Offer {
  /** Criteria with values that tell. */
  readonly terms: readonly Term[];
  /** Names that parts may have; none where the list takes no parts. */
  readonly partNames: readonly string[];
  /** The name of the criterion that is a list of criteria. */
  readonly parts: string;
  /** Criteria of which matches are dropped after paging. */
  readonly unpaged: ReadonlySet<string>;
  /** What each caller sees of the items, by place. */
  readonly isSeen: (caller: Role, place: number) => boolean;
  /** Criteria whose values a caller may be refused for. */
  readonly sights: ReadonlySet<string>;
  readonly callers: readonly Role[];
  readonly media: readonly string[];
  readonly sortKeys: readonly string[];
}

export interface Request {
  readonly question: Question;
  readonly view: Aspect;
}

const besides = ['nothing', ...partRoles] as const;
/** Those of which all pairs are asked; the rows of the array show the others. */
const simpleRoles = partRoles.slice(0, 3);
const orders = ['none', 'up', 'down'] as const;
/** The factors by number. */
const factor = { name: 0, form: 1, nesting: 2, mark: 3, beside: 4, caller: 5, media: 6, place: 7, order: 8 } as const;

/**
 * The rows of a list's covering array as questions, and plain ones for wrong readings of values that no row told; `told` hears
 * of each wrong reading whether the data tell it.
 */
export function requestsOf(
  offer: Offer,
  random: Stream,
  told: (reading: string, isTold: boolean) => void,
): readonly Request[] {
  const names = [...new Set(offer.terms.map(({ name }) => name))];
  const sizes = [
    names.length,
    forms.length,
    nestings.length,
    partRoles.length,
    besides.length,
    offer.callers.length,
    offer.media.length,
    places.length,
    offer.sortKeys.length === 0 ? 1 : orders.length,
  ];
  const { rows } = coveringArray(sizes, allowsOf(offer, names), random);
  const known = new Set<string>();
  const ofRoot = new Set<string>();
  const note = (question: Question, caller: Role): void => {
    const right = seenBy(offer, caller, verdictsOf(question));
    for (const { name, verdicts } of wrongOf(question)) {
      const isTold = tells(right, verdicts);
      // What a list makes of a value in its parts tells nothing of what it makes of it in the request itself.
      if (isTold && (question.nesting === 'root' || question.asked.term.form !== 'one value')) known.add(name);
      if (isTold && question.nesting === 'root') ofRoot.add(name);
      told(name, isTold);
    }
  };
  const laidOut = rows.flatMap((row, at): readonly Request[] => {
    const valueAt = (place: number): number => row[place] ?? 0;
    const name = names[valueAt(factor.name)] ?? '';
    const caller = offer.callers[valueAt(factor.caller)] ?? 'full';
    const question = questionOf(offer, random, {
      terms: offer.terms.filter((term) => term.name === name && term.form === forms[valueAt(factor.form)]),
      nesting: nestings[valueAt(factor.nesting)] ?? 'root',
      mark: partRoles[valueAt(factor.mark)] ?? 'plain',
      beside: besides[valueAt(factor.beside)] ?? 'nothing',
      caller,
    });
    if (question === null) return [];
    const direction = orders[valueAt(factor.order)] ?? 'none';
    const key = offer.sortKeys[at % Math.max(1, offer.sortKeys.length)] ?? '';
    const view: Aspect = {
      caller,
      media: offer.media[valueAt(factor.media)] ?? 'application/json',
      place: places[valueAt(factor.place)] ?? 'all',
      order: direction === 'none' ? null : direction === 'up' ? key : `-${key}`,
    };
    note(question, caller);
    return [{ question, view }];
  });
  const view: Aspect = { caller: 'full', media: offer.media[0] ?? '', place: 'all', order: null };
  const plainly = (question: Question): Request => {
    note(question, 'full');
    return { question, view };
  };
  const companies = companiesOf(offer, random).map(plainly);
  const others = threesOf(offer, random).map((question) => ({ question, view }));
  const asked = new Set(laidOut.map(({ question }) => question.asked.term));
  const plain = (term: Term): Question => ({
    nesting: 'root',
    asked: { term, mark: 'plain' },
    beside: null,
    parts: offer.parts,
  });
  const tellsNew = (term: Term, before: ReadonlySet<string>): boolean =>
    wrongOf(plain(term)).some(({ name, verdicts }) => !before.has(name) && tells(term.verdicts, verdicts));
  const alone = offer.terms.flatMap((term) =>
    tellsNew(term, known) || (term.form === 'with its modifiers' && !asked.has(term)) ? [plainly(plain(term))] : [],
  );
  // Several values in parts alone say nothing of several values in the request itself.
  const severals = offer.terms.filter((term) => {
    const isNew = term.form === 'two values' && !offer.unpaged.has(term.name) && tellsNew(term, ofRoot);
    if (isNew) note(plain(term), 'full');
    return isNew;
  });
  const ofSeveral = packedTerms(severals).map((term) => ({ question: plain(term), view }));
  return [...laidOut, ...companies, ...others, ...alone, ...ofSeveral];
}

/** Two criteria in all their roles together in parts: what one of them does depends on what the other is. */
function companiesOf(offer: Offer, random: Stream): readonly Question[] {
  const { partNames, parts } = offer;
  const deepest = partNames.length === 0 ? 0 : partNames.includes(parts) ? 2 : 1;
  const terms = offer.terms.filter(({ name, form }) => form === 'one value' && partNames.includes(name));
  return nestings
    .slice(1, deepest + 1)
    .flatMap((nesting) =>
      simpleRoles.flatMap((mark) =>
        simpleRoles.flatMap(
          (beside) => questionOf(offer, random, { terms, nesting, mark, beside, caller: 'full' }) ?? [],
        ),
      ),
    );
}

/** So many choices of three criteria are tried; one of all is asked, and one with two of a kind. */
const triples = 120;

/** `source` of `sourceIP` and `sourcePort`: what is said of one thing in two ways is read together, and mixed up. */
const kindOf = (name: string): string => /^[a-z]+/.exec(name)?.[0] ?? name;

/** Three criteria together, each of which makes a difference: who hears two may forget the third. */
function threesOf(offer: Offer, random: Stream): readonly Question[] {
  const terms = offer.terms.filter(({ name, form }) => form === 'one value' && !offer.unpaged.has(name));
  const found: { readonly question: Question; readonly told: number; readonly isOfKind: boolean }[] = [];
  for (let trial = 0; trial < triples && terms.length > 2; trial++) {
    const [one, other, third] = [random.pick(terms), random.pick(terms), random.pick(terms)];
    const pairs = [
      [one, other],
      [one, third],
      [other, third],
    ] as const;
    if (pairs.some(([a, b]) => a.name === b.name || isClash(a.name, b.name) || isClash(b.name, a.name))) continue;
    const asked = { term: bothOf(one, other), mark: 'plain' } as const;
    const beside = { term: third, mark: 'plain' } as const;
    const question: Question = { nesting: 'root', asked, beside, parts: offer.parts };
    const right = verdictsOf(question);
    const told = wrongOf(question).filter(({ verdicts }) => tells(right, verdicts)).length;
    const isOfKind = pairs.some(([a, b]) => kindOf(a.name) === kindOf(b.name));
    if (right.includes(true) || told > 0) found.push({ question, told, isOfKind });
  }
  const best = found.toSorted((one, two) => two.told - one.told);
  const chosen = [best[0], best.find(({ isOfKind }) => isOfKind)].filter((one) => one !== undefined);
  return [...new Set(chosen)].map(({ question }) => question);
}

/** Of what a caller does not see nothing is told. */
export const seenBy = ({ isSeen }: Offer, caller: Role, verdicts: Verdicts): Verdicts =>
  verdicts.map((verdict, place) => (isSeen(caller, place) ? verdict : null));

/** Which values of two factors go together. */
function allowsOf({ terms, partNames, parts, unpaged, sights, callers }: Offer, names: readonly string[]): Allows {
  const known = new Set(terms.map(({ name, form }) => `${name}/${form}`));
  const deepest = partNames.length === 0 ? 0 : partNames.includes(parts) ? 2 : 1;
  const rules: Readonly<Record<string, (one: number, other: number) => boolean>> = {
    [`${factor.name}/${factor.form}`]: (name, form) => known.has(`${names[name]}/${forms[form]}`),
    [`${factor.name}/${factor.nesting}`]: (name, nesting) =>
      nesting <= deepest && (nesting === 0 || partNames.includes(names[name] ?? '')),
    [`${factor.name}/${factor.place}`]: (name, place) => place === 0 || !unpaged.has(names[name] ?? ''),
    [`${factor.name}/${factor.caller}`]: (name, caller) =>
      callers[caller] !== 'one customer' || !sights.has(names[name] ?? ''),
    [`${factor.nesting}/${factor.mark}`]: (nesting, mark) => nesting <= deepest && (nesting > 0 || mark === 0),
    // Without parts, what stands beside can only be plain.
    [`${factor.nesting}/${factor.beside}`]: (nesting, beside) => nesting <= deepest && (deepest > 0 || beside <= 1),
  };
  return (one, other) =>
    (one.factor !== factor.nesting || one.value <= deepest) &&
    (other.factor !== factor.nesting || other.value <= deepest) &&
    (rules[`${one.factor}/${other.factor}`]?.(one.value, other.value) ?? true);
}

interface Wanted {
  readonly terms: readonly Term[];
  readonly nesting: Nesting;
  readonly mark: PartRole;
  readonly beside: (typeof besides)[number];
  readonly caller: Role;
}

/** So many choices of values are tried for a row that tells all that it could. */
const tries = 12;

function questionOf(offer: Offer, random: Stream, { terms, nesting, mark, beside, caller }: Wanted): Question | null {
  const { parts, partNames, unpaged, sights } = offer;
  if (terms.length === 0) return null;
  let best: Question | null = null;
  let most = -1;
  for (let trial = 0; trial < tries; trial++) {
    const term = random.pick(terms);
    const others = offer.terms.filter(
      ({ name, form }) =>
        (form === 'one value' || form === 'two values') &&
        name !== term.name &&
        !isClash(name, term.name) &&
        !unpaged.has(name) &&
        (caller !== 'one customer' || !sights.has(name)) &&
        ((nesting === 'root' && beside === 'plain') || partNames.includes(name)),
    );
    const second = beside === 'nothing' || others.length === 0 ? null : { term: random.pick(others), mark: beside };
    const question: Question = { nesting, asked: { term, mark }, beside: second, parts };
    const right = seenBy(offer, caller, verdictsOf(question));
    const score = wrongOf(question).filter(({ verdicts }) => tells(right, verdicts)).length + (second === null ? 0 : 1);
    const isWhole = score === wrongOf(question).length + (second === null ? 0 : 1);
    if (score > most) [best, most] = [question, score];
    if (isWhole && right.some((verdict) => verdict === true)) break;
  }
  return best;
}
