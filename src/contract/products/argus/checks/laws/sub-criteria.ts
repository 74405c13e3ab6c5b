/** Law: sub-criteria are alternatives; required ones must hold besides, excluded ones must not. */
import type { Check, Context } from '../../../../terms/check.ts';
import { judgementOf } from '../../../../criteria/criteria.ts';
import {
  expectation,
  isClash,
  partMembersOf,
  samplesOf,
  fixturesOf,
  type Asked,
} from '../../../../criteria/samples.ts';
import { hitIdsOf, expectHits } from '../../../../lists/hits.ts';
import type { Criteria } from '../../../../lists/list.ts';
import type { Model } from '../../../../terms/model.ts';
import { modelOf, type Fixture } from '../../../../lists/fixture.ts';

export const subCriteria: Check = {
  id: 'law/sub-criteria',
  asks: 'Are sub-criteria alternatives, do required ones hold besides, do excluded ones not, and does De Morgan hold of them?',
  source: 'seed 002 "subCriteria"; docs/contract/argus.md §6.8, §7.4',
  evidence: 'documented',
  applies: (operation) => modelOf(operation) !== null && partMembersOf(operation).length > 0,
  run: async (context) => {
    for (const fixture of await fixturesOf(context)) {
      const { model } = fixture;
      if (model === null) continue;
      const members = partMembersOf(context.operation);
      const isDeep = members.includes(model.parts ?? '');
      const asked = samplesOf(fixture, model.criteria, members);
      const [a, b, c] = await halves(context, fixture, asked);
      if (a === undefined || b === undefined || c === undefined) continue;
      for (const [name, criteria] of questions(a, b, c, isDeep)) {
        const says = `${name}, as what each finds alone tells`;
        await expectHits(context, fixture, criteria, { key: name, says, expect: expectation(fixture, model) });
      }
      await nested(context, fixture, model);
    }
  },
};

/** Three criteria that find some and leave some, those nearest to half first. */
async function halves(context: Context, fixture: Fixture, asked: readonly Asked[]): Promise<readonly Criteria[]> {
  const { length } = fixture.whole.ids;
  const found: { readonly criteria: Criteria; readonly away: number }[] = [];
  const seen = new Set<string>();
  for (const { name, criteria } of asked.filter((one) => isSeen(fixture, one.criteria))) {
    const hits = await hitIdsOf(context, fixture, criteria);
    const isTaken = [...seen].some((other) => other === name || isClash(name, other));
    if (isTaken || hits.length === 0 || hits.length === length) continue;
    seen.add(name);
    found.push({ criteria, away: Math.abs(hits.length * 2 - length) });
  }
  return found.toSorted((one, other) => one.away - other.away).map(({ criteria }) => criteria);
}

/** Whether every event shows if it satisfies the criteria. */
const isSeen = ({ whole, model }: Fixture, criteria: Criteria): boolean =>
  model !== null && whole.items.every((item) => judgementOf(model, item, criteria) !== null);

const needed = (part: Criteria): Criteria => ({ ...part, required: true });
const excluded = (part: Criteria): Criteria => ({ ...part, exclude: true });
const anyOf = (...parts: readonly Criteria[]): Criteria => ({ subCriteria: parts });

/** Criteria and what is asked with them; parts have parts only in v1 (docs/contract/argus.md §6.5, §7.4). */
function questions(a: Criteria, b: Criteria, c: Criteria, isDeep: boolean): readonly (readonly [string, Criteria])[] {
  const asked: readonly (readonly [string, Criteria])[] = [
    ['one part', anyOf(a)],
    ['two parts are alternatives', anyOf(a, b)],
    ['parts besides criteria narrow them', { ...c, ...anyOf(a, b) }],
    ['a required part holds besides the alternatives', anyOf(needed(a), b, c)],
    ['two required parts both hold', anyOf(needed(a), needed(b))],
    ['a required part alone', anyOf(needed(a))],
    ['an excluded part does not hold', anyOf(excluded(a), b)],
    ['not a and not b is not (a or b)', anyOf(excluded(a), excluded(b))],
    ['a required and an excluded part', anyOf(needed(a), excluded(b))],
    ['parts of several criteria hold whole', anyOf({ ...a, ...b }, c)],
    ['no parts', anyOf()],
  ];
  if (!isDeep) return asked;
  return [
    ...asked,
    ['not (a or b) is not a and not b', anyOf(excluded(anyOf(a, b)))],
    ['not (a and b)', anyOf(excluded(anyOf(needed(a), needed(b))))],
    ['a part of parts', anyOf(needed(anyOf(a, b)), c)],
  ];
}

/** Attacks, ends and properties are lists of parts themselves (docs/contract/argus.md §7.4). */
async function nested(context: Context, fixture: Fixture, model: Model): Promise<void> {
  if (model.name !== 'v2') return;
  const table = model.criteria;
  for (const name of ['attack', 'endpoint', 'property']) {
    const parts = (table[name]?.values(fixture.whole.items) ?? []).flatMap((value) => value as readonly Criteria[]);
    const [a, b] = [parts[0], parts.at(-1)];
    if (a === undefined || b === undefined || a === b) continue;
    const lists: readonly (readonly [string, readonly Criteria[]])[] = [
      ['alternatives', [a, b]],
      ['one required', [needed(a), b]],
      ['both required', [needed(a), needed(b)]],
      ['one excluded', [excluded(a)]],
      ['both excluded', [excluded(a), excluded(b)]],
    ];
    for (const [how, list] of lists) {
      const says = `a list of ${name} with ${how}, as what each finds alone tells`;
      const expect = expectation(fixture, model);
      await expectHits(context, fixture, { [name]: list }, { key: `${name}: ${how}`, says, expect });
    }
  }
}
