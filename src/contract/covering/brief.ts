/** Few requests that tell much: criteria that stand together so that each makes a difference, and of a covering array the rows that tell most besides. */
import type { Stream } from '../../kernel/random.ts';
import { isClash } from '../criteria/samples.ts';
import { every, some as any } from '../criteria/verdict.ts';
import { seenBy, type Offer, type Request } from './design.ts';
import {
  partCriteria,
  verdictsOf,
  verdictsOfParts,
  wrongOf,
  type PartRole,
  type PlacedTerm,
  type Term,
} from './question.ts';
import { foldOf } from './together.ts';
import { tells, type Wrong } from './values.ts';

/** A request, and the wrong readings that its answer tells. */
interface Telling {
  readonly request: Request;
  readonly told: readonly string[];
}

/** `most` of the requests, and of others that ask for several criteria at once, those first that tell most that none before them told. */
export function fewOfMany(
  offer: Offer,
  requests: readonly Request[],
  random: Stream,
  most: number,
): readonly Request[] {
  const pool = [
    ...requests.map((request) => tellingOf(offer, request)),
    ...inParts(offer, random),
    ...inRoles(offer, random),
  ];
  const known = new Set<string>();
  const gain = ({ told }: Telling): number => told.filter((name) => !known.has(name)).length;
  const chosen: Request[] = [];
  while (chosen.length < most) {
    const [best] = [...pool, ...allTogether(offer, random, known)].toSorted((one, other) => gain(other) - gain(one));
    if (best === undefined || gain(best) === 0) break;
    chosen.push(best.request);
    for (const name of best.told) known.add(name);
  }
  return chosen;
}

/** What a list makes of a value in its parts tells nothing of what it makes of it in the request itself. */
function tellingOf(offer: Offer, request: Request): Telling {
  const { question, view } = request;
  const right = seenBy(offer, view.caller, verdictsOf(question));
  const told = wrongOf(question).filter(({ verdicts }) => tells(right, verdicts));
  const names = told.map(({ name }) => name);
  if (question.nesting === 'root') return { request, told: names };
  return { request, told: names.filter((name) => name.endsWith('ignored')).map((name) => `in parts: ${name}`) };
}

function plainly({ parts, media }: Offer, term: Term): Telling {
  const told = term.wrong.filter(({ verdicts }) => tells(term.verdicts, verdicts)).map(({ name }) => name);
  const view = { caller: 'full', media: media[0] ?? '', place: 'all', order: null } as const;
  return {
    request: { question: { nesting: 'root', asked: { term, mark: 'plain' }, beside: null, parts }, view },
    told,
  };
}

/** Criteria that stand together at most, and those that are tried for each place. */
const [mostTogether, mostTried] = [5, 24];

/** Criteria all of which must hold, added one by one as they tell most. */
function allTogether(offer: Offer, random: Stream, known: ReadonlySet<string>): readonly Telling[] {
  const terms = offer.terms.filter(
    ({ name, form, mayRefuse }) => !mayRefuse && form !== 'with its modifiers' && !offer.unpaged.has(name),
  );
  let chosen: readonly Term[] = [];
  let best: Telling | null = null;
  const gain = (one: Telling | null): number => one?.told.filter((name) => !known.has(name)).length ?? 0;
  while (chosen.length < mostTogether && terms.length > 0) {
    const before = chosen;
    for (let trial = 0; trial < mostTried; trial++) {
      const term = random.pick(terms);
      if (before.some(({ name }) => name === term.name || isClash(name, term.name) || isClash(term.name, name)))
        continue;
      const some = [...before, term];
      const one = plainly(offer, foldOf(some, every, Object.assign({}, ...some.map(({ criteria }) => criteria))));
      if (gain(one) > gain(best)) [best, chosen] = [one, some];
    }
    if (chosen === before) break;
  }
  return best === null ? [] : [best];
}

/** So many parts. */
const mostParts = 8;

/** What finds nothing, in parts of which any is enough: whoever takes one of them for something finds it. */
function inParts(offer: Offer, random: Stream): readonly Telling[] {
  const { parts, partNames, sights, unpaged } = offer;
  const terms = offer.terms.filter(
    ({ name, verdicts }) =>
      partNames.includes(name) && !sights.has(name) && !unpaged.has(name) && verdicts.every((one) => one === false),
  );
  const shuffled = terms.map((term) => ({ term, at: random.word() })).toSorted((one, other) => one.at - other.at);
  return Array.from({ length: Math.ceil(terms.length / mostParts) }, (_, place) => {
    const some = shuffled.slice(place * mostParts, (place + 1) * mostParts).map(({ term }) => term);
    return plainly(offer, foldOf(some, any, { [parts]: some.map(({ criteria }) => criteria) }));
  });
}

/** The parts of one list, and how often they are drawn for one that tells most. */
const mixed: readonly PartRole[] = ['required', 'excluded', 'excluded and required', 'plain', 'plain'];
const mostMixed = 40;

/** How servers mistake a list of parts: what each part is taken for, and null for one that is left out. */
const mistakes: Readonly<Record<string, (mark: PartRole, place: number) => PartRole | null>> = {
  'required in a part: ignored': (mark) =>
    mark === 'required' ? 'plain' : mark === 'excluded and required' ? 'excluded' : mark,
  'excluded in a part: ignored': (mark) =>
    mark === 'excluded' ? 'plain' : mark === 'excluded and required' ? 'required' : mark,
  'excluded in a part: ignored for being required': (mark) => (mark === 'excluded and required' ? 'required' : mark),
  'a second excluded part: ignored': (mark) => (mark === 'excluded and required' ? null : mark),
  'a second part: ignored': (mark, place) => (place > 0 ? null : mark),
  'alternatives in a part: all asked for': (mark) => (mark === 'plain' ? 'required' : mark),
};

/** Parts in all their roles in one list, and in a part where parts have parts: whoever forgets what one of them is finds others. */
function inRoles(offer: Offer, random: Stream): readonly Telling[] {
  const { partNames, parts, sights, unpaged } = offer;
  const terms = offer.terms.filter(
    ({ name, form, mayRefuse }) =>
      form === 'one value' && !mayRefuse && partNames.includes(name) && !sights.has(name) && !unpaged.has(name),
  );
  if (terms.length === 0) return [];
  const lists = Array.from({ length: mostMixed }, () => mixed.map((mark) => ({ term: random.pick(terms), mark })));
  return (partNames.includes(parts) ? [false, true] : [false]).flatMap((isDeep) => {
    const all = lists.map((list) => plainly(offer, ofRoles(list, parts, isDeep)));
    return all.toSorted((one, other) => other.told.length - one.told.length).slice(0, 1);
  });
}

function ofRoles(list: readonly PlacedTerm[], parts: string, isDeep: boolean): Term {
  const where = isDeep ? 'two levels down' : 'in parts';
  const verdicts = verdictsOfParts(list);
  const wrong = Object.entries(mistakes).map(([name, taken]): Wrong => {
    const others = list.flatMap(({ term }, place) => {
      const mark = taken(mixed[place] ?? 'plain', place);
      return mark === null ? [] : [{ term, mark }];
    });
    return { name: `${where}: ${name}`, verdicts: verdictsOfParts(others) };
  });
  const criteria = { [parts]: list.map(partCriteria) };
  return {
    name: 'parts in all roles',
    form: 'one value',
    criteria: isDeep ? { [parts]: [criteria] } : criteria,
    verdicts,
    wrong: [...wrong, { name: `${where}: ignored`, verdicts: verdicts.map(() => true) }],
    mayRefuse: false,
  };
}
