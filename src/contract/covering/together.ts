/** Several criteria in one request, each of which makes its difference. */
import { isClash } from '../criteria/samples.ts';
import { every } from '../criteria/verdict.ts';
import type { Judgement } from '../terms/model.ts';
import type { Term } from './question.ts';
import { readingOf, tells, type Verdicts, type Wrong } from './values.ts';

/** Several criteria as one, by which a server is wrong that reads one of them wrongly. */
export function foldOf(terms: readonly Term[], fold: typeof every, criteria: Term['criteria']): Term {
  const together = (all: readonly Verdicts[]): Verdicts =>
    (all[0] ?? []).map((_, at) => fold(all.map((one): Judgement => one[at] ?? null)));
  const own = terms.map(({ verdicts }) => verdicts);
  const wrong = terms.flatMap((term, place) =>
    term.wrong.map(({ name, verdicts }): Wrong => ({
      name: `${term.name}, ${readingOf(term.form, name)}`,
      verdicts: together(own.with(place, verdicts)),
    })),
  );
  return {
    name: [...new Set(terms.map(({ name }) => name))].join(' and '),
    form: 'one value',
    criteria,
    verdicts: together(own),
    wrong,
    mayRefuse: terms.some(({ mayRefuse }) => mayRefuse),
  };
}

const toldBy = ({ verdicts, wrong }: Term): number => wrong.filter((one) => tells(verdicts, one.verdicts)).length;

/** So many criteria stand together at most: of more, too little is found. */
const mostTogether = 5;

/** Terms in as few requests as tell what each of them tells by itself. */
export function packedTerms(terms: readonly Term[]): readonly Term[] {
  const rows: Term[][] = [];
  for (const term of terms) {
    const row = rows.find((some) => {
      if (some.length === mostTogether || some.some(({ name }) => clashes(name, term.name))) return false;
      const all = [...some, term];
      return toldBy(allOf(all)) === all.reduce((sum, one) => sum + toldBy(one), 0);
    });
    if (row === undefined) rows.push([term]);
    else row.push(term);
  }
  return rows.map((row) => (row.length === 1 ? (row[0] as Term) : allOf(row)));
}

const allOf = (terms: readonly Term[]): Term =>
  foldOf(terms, every, Object.assign({}, ...terms.map(({ criteria }) => criteria)));

const clashes = (one: string, other: string): boolean => one === other || isClash(one, other) || isClash(other, one);

/** Two criteria of one request as one. */
export const bothOf = (one: Term, other: Term): Term => ({
  name: `${one.name} and ${other.name}`,
  form: 'one value',
  criteria: { ...one.criteria, ...other.criteria },
  verdicts: one.verdicts.map((verdict, at) => every([verdict, other.verdicts[at] ?? null])),
  wrong: [
    { name: 'the first of two ignored', verdicts: other.verdicts },
    { name: 'the second of two ignored', verdicts: one.verdicts },
  ],
  mayRefuse: false,
});
