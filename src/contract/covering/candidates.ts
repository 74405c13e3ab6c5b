/** Values of a criterion in each of their forms, with what wrong servers make of them, before it is known which of them tell. */
import type { Json } from '../../kernel/schema.ts';
import type { Judgement } from '../terms/model.ts';
import { absentValues, alteredTexts, hostileTexts, inOtherCase } from './alter.ts';
import { tells, verdictsBy, type Form, type Subject, type Verdicts, type Wording, type Wrong } from './values.ts';

export type Candidates = readonly (readonly [Form, readonly Wording[]])[];

/** So many single values are looked at, and so many pairs of them. */
const mostValues = 16;
const mostPairs = 48;
/** As long as clients' lists get. */
const mostTogether = 12;

export function candidatesOf(subject: Subject): Candidates {
  const { criterion, items, isList } = subject;
  const scalars = scalarsOf(subject);
  const absent = criterion.isSight === true ? [] : absentOf(subject, scalars);
  const single = scalars.map((value) =>
    wordingOf(
      subject,
      'one value',
      [value],
      [all(subject), nothing(subject), ...mistakenFor(subject, value), ...confusedFor(subject, value)],
    ),
  );
  const modified = (criterion.more?.(items) ?? []).map((criteria): Wording => {
    const verdicts = verdictsBy(subject, criteria);
    return {
      form: 'with its modifiers',
      criteria,
      verdicts,
      wrong: [all(subject), nothing(subject)],
      mayRefuse: false,
    };
  });
  return [
    ['one value', single],
    ['with its modifiers', modified],
    ...(isList ? severals(subject, scalars, absent) : []),
    ...(scalars.some(isObject) ? [] : altered(subject, scalars)),
  ];
}

const isObject = (value: Json): boolean => value !== null && typeof value === 'object';

/** Single values of the criterion, those that half of the items have first: they tell most when they stand with others. */
function scalarsOf(subject: Subject): readonly Json[] {
  const { criterion, items, isList } = subject;
  const given = [...(criterion.each?.(items) ?? []), ...criterion.values(items)];
  const single = given.flatMap((value): readonly Json[] => (isList && Array.isArray(value) ? value : [value]));
  const distinct = [...new Map(single.map((value) => [JSON.stringify(value), value] as const)).values()];
  const awayFromHalf = (value: Json): number => {
    const hits = verdictsOf(subject, [value]).filter((verdict) => verdict === true).length;
    return hits === 0 ? items.length : Math.abs(hits * 2 - items.length);
  };
  return distinct
    .slice(0, mostValues * 4)
    .map((value) => ({ value, away: awayFromHalf(value) }))
    .toSorted((one, other) => one.away - other.away)
    .map(({ value }) => value)
    .slice(0, mostValues);
}

/** Values that may be asked for, and that no item has. */
const absentOf = (subject: Subject, scalars: readonly Json[]): readonly Json[] =>
  absentValues(scalars, subject.named)
    .filter((value) => subject.admits(criteriaOf(subject, [value])))
    .filter((value) => verdictsOf(subject, [value]).every((verdict) => verdict === isOfNone(subject)))
    .slice(0, mostTogether - 2);

/** Where partRoles are excluded, what nothing has is satisfied by all. */
const isOfNone = (subject: Subject): boolean =>
  subject.criterion.isOfAll === true && verdictsOf(subject, ['']).every((verdict) => verdict === true);

const criteriaOf = ({ name, isList }: Subject, values: readonly Json[]): Wording['criteria'] => ({
  [name]: isList ? values : (values[0] ?? null),
});
const verdictsOf = (subject: Subject, values: readonly Json[]): Verdicts =>
  verdictsBy(subject, criteriaOf(subject, values));

const all = ({ items }: Subject): Wrong => ({ name: 'ignored', verdicts: items.map(() => true) });
const nothing = ({ items }: Subject): Wrong => ({ name: 'finds nothing', verdicts: items.map(() => false) });

const mistakenFor = (subject: Subject, value: Json): readonly Wrong[] =>
  (subject.criterion.mistaken?.(value) ?? []).map(([how, other]) => ({
    name: how,
    verdicts: verdictsOf(subject, [other]),
  }));

/** The same value as another criterion. */
const confusedFor = (subject: Subject, value: Json): readonly Wrong[] =>
  (subject.criterion.confused ?? []).map((other) => ({
    name: `taken for ${other}`,
    verdicts: verdictsBy(subject, { [other]: subject.isList ? [value] : value }),
  }));

const wordingOf = (
  subject: Subject,
  form: Form,
  values: readonly Json[],
  wrong: readonly Wrong[],
  mayRefuse = false,
): Wording => ({
  form,
  criteria: criteriaOf(subject, values),
  verdicts: verdictsOf(subject, values),
  wrong,
  mayRefuse,
});

/** Pairs and longer lists; of parts that are objects also with one excluded or required. */
function severals(subject: Subject, scalars: readonly Json[], absent: readonly Json[]): Candidates {
  const pairs = pairsOf([...scalars.slice(0, 8), ...absent.slice(0, 1)]);
  const form = scalars.some(isObject) ? markedParts(subject, pairs) : [];
  const two = pairs.map((pair) => wordingOf(subject, 'two values', pair, partial(subject, pair)));
  return [['two values', two], ['many values', manyOf(subject, scalars, absent)], ...form];
}

const markedParts = (subject: Subject, pairs: readonly (readonly [Json, Json])[]): Candidates =>
  (
    [
      ['exclude', 'one part excluded'],
      ['required', 'one part required'],
    ] as const
  ).map(([mark, form]) => [
    form,
    pairs
      .filter((pair) => pair.every(isObject))
      .map(([one, other]) => {
        const parts = [one, { ...(other as object), [mark]: true }];
        const plain: Wrong = { name: `${mark} ignored`, verdicts: verdictsOf(subject, [one, other]) };
        return wordingOf(subject, form, parts, [plain, only(subject, 'the first', one)]);
      }),
  ]);

/** All ordered pairs, those of the first values first. */
function pairsOf(values: readonly Json[]): readonly (readonly [Json, Json])[] {
  const pairs = values.flatMap((one, at) =>
    values.slice(at + 1).flatMap((other) => [[one, other] as const, [other, one] as const]),
  );
  const last = values.at(-1);
  const withLast = pairs.filter((pair) => pair.includes(last ?? null)).slice(0, 8);
  return [...new Set([...pairs.slice(0, mostPairs), ...withLast])];
}

const only = (subject: Subject, which: string, value: Json): Wrong => ({
  name: `only ${which} counts`,
  verdicts: verdictsOf(subject, [value]),
});

/** Wrong readings of several values: that one alone counts, or any where all is meant and the other way round. */
function partial(subject: Subject, values: readonly Json[]): readonly Wrong[] {
  const each = values.map((value) => verdictsOf(subject, [value]));
  const isOfAll = subject.criterion.isOfAll === true;
  const otherwise = subject.items.map((_, at): Judgement => {
    const verdicts = each.map((one) => one[at] ?? null);
    const [decisive, rest] = isOfAll ? [true, false] : [false, true];
    return verdicts.includes(decisive) ? decisive : verdicts.includes(null) ? null : rest;
  });
  return [
    only(subject, 'the first', values[0] ?? null),
    only(subject, 'the last', values.at(-1) ?? null),
    { name: isOfAll ? 'any for all' : 'all for any', verdicts: otherwise },
  ];
}

/** Long lists, of which neither the first nor the last may be left out. */
function manyOf(subject: Subject, scalars: readonly Json[], absent: readonly Json[]): readonly Wording[] {
  const padded = pairsOf(scalars.slice(0, 5)).map(([one, other]) => [one, ...absent, other]);
  const ends = scalars.slice(0, 3).flatMap((value) => [
    [value, ...absent],
    [...absent, value],
  ]);
  // What one item has together, and every few of all values.
  const together = subject.items.slice(0, 30).map((item) => subject.criterion.each?.([item]) ?? []);
  const few = scalars.flatMap((_, first) =>
    [1, 2, 3].map((step) => [0, 1, 2, 3].flatMap((at) => scalars[(first + at * step) % scalars.length] ?? [])),
  );
  return [...padded, ...ends, ...together, ...few]
    .map((values) => [...new Map(values.map((value) => [JSON.stringify(value), value] as const)).values()])
    .filter((values) => values.length > 2)
    .slice(0, mostPairs)
    .map((values) => values.slice(0, mostTogether))
    .map((values) =>
      wordingOf(subject, 'many values', values, [
        ...partial(subject, values),
        // With two values these are no other questions than with pairs.
        ...(scalars.length < 3
          ? []
          : [
              { name: 'the first is left out', verdicts: verdictsOf(subject, values.slice(1)) },
              { name: 'the last is left out', verdicts: verdictsOf(subject, values.slice(0, -1)) },
            ]),
      ]),
    );
}

/** Values that differ a little from one that finds something, and find what the model says: mostly nothing. */
function altered(subject: Subject, scalars: readonly Json[]): Candidates {
  const found = scalars.filter((value) => verdictsOf(subject, [value]).includes(true));
  const texts = found.filter((value) => typeof value === 'string').slice(0, 12);
  const likeness = (form: Form, alter: (text: string) => readonly string[]): readonly Wording[] =>
    texts.flatMap((value) =>
      alter(value).map((other) => {
        const wrong: Wrong = { name: 'taken for the same', verdicts: verdictsOf(subject, [value]) };
        return wordingOf(subject, form, [other], [wrong, all(subject)], true);
      }),
    );
  const nobodys = absentValues(scalars, subject.named)
    .filter((value) => verdictsOf(subject, [value]).every((verdict) => verdict === isOfNone(subject)))
    .map((value) =>
      wordingOf(
        subject,
        'a value that nothing has',
        [value],
        [isOfNone(subject) ? nothing(subject) : all(subject)],
        true,
      ),
    );
  const hostile = (texts.length > 0 ? hostileTexts : []).map((value) =>
    wordingOf(subject, 'a hostile value', [value], [isOfNone(subject) ? nothing(subject) : all(subject)], true),
  );
  const asText = scalars
    .filter((value) => typeof value === 'number')
    .map((value) => wordingOf(subject, 'a number as text', [String(value)], [nothing(subject), all(subject)]));
  return [
    ['a value that nothing has', nobodys],
    ['a hostile value', hostile],
    ...alteredTexts.map(([form, alter]) => [form, likeness(form, alter)] as const),
    ['another case', texts.flatMap((value) => cased(subject, value))],
    ['a number as text', asText],
  ];
}

/** What another case finds is what the model says, so that either reading has its wrong one. */
const cased = (subject: Subject, value: string): readonly Wording[] =>
  inOtherCase(value).map((other) => {
    const [same, own] = [verdictsOf(subject, [value]), verdictsOf(subject, [other])];
    const isBlind = !tells(same, own);
    const wrong: Wrong = isBlind ? nothing(subject) : { name: 'taken for the same', verdicts: same };
    return wordingOf(subject, 'another case', [other], [wrong], !isBlind);
  });
