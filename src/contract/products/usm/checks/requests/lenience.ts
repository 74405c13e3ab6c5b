/** What clients send and the product takes: blanks, a slash too many, other spellings. */
import type { Check } from '../../../../terms/check.ts';
import type { Ask } from '../../../../terms/exchange.ts';
import { isSafe, type Operation } from '../../../../terms/operation.ts';
import { pathOf } from '../../../../terms/request.ts';
import { schemaMembers, rootOf } from '../../../../../kernel/schema-walk.ts';
import { baselineOf, plainOrSkip, sameAnswer } from '../../../../checks/requests/same.ts';

const parametersOf = ({ query }: Operation): readonly string[] =>
  query === null ? [] : schemaMembers(rootOf(query)).map(([name]) => name);

export const blanks: Check = {
  id: 'requests/blanks',
  asks: 'Is a parameter with an empty value one that was not sent?',
  source: 'docs/contract/usm.md §4: sent on each call of one client',
  evidence: 'observed',
  applies: (operation) => isSafe(operation) && parametersOf(operation).length > 0,
  run: async (context) => {
    const plain = await plainOrSkip(context);
    const names = parametersOf(context.operation);
    for (const name of names) await sameAnswer(context, plain, { ...plain.ask, search: `${name}=` }, `${name}=`);
    await sameAnswer(
      context,
      plain,
      { ...plain.ask, search: names.map((name) => `${name}=`).join('&') },
      'every parameter empty',
    );
  },
};

export const slash: Check = {
  id: 'requests/trailing-slash',
  asks: 'Does a slash after the path make no difference?',
  rank: 'major',
  source: 'docs/contract/usm.md §3: two clients send it',
  evidence: 'observed',
  applies: (operation) => isSafe(operation) && !operation.path.includes('{'),
  run: async (context) => {
    const plain = await plainOrSkip(context);
    const path = `${pathOf(context.operation, plain.ask.params ?? {})}/`;
    await sameAnswer(context, plain, { ...plain.ask, path }, 'a slash after the path');
  },
};

/** Two queries that say the same. */
const equal: readonly (readonly [string, string, string])[] = [
  ['suppressed', 'suppressed=false', 'suppressed=False'],
  ['suppressed', 'suppressed=true', 'suppressed=True'],
  ['status', 'status=in_review', 'status=in+review'],
  ['sort', 'sort=timestamp_occured,asc', 'sort=timestamp_occured%2Casc'],
  ['sort', 'sort=timestamp_occured,asc', 'sort=timestamp_occured,ASC'],
  ['sort', 'sort=timestamp_occured,desc', ''],
  ['page', '', 'page=0'],
  ['size', '', 'size=20'],
];

export const wireSpellings: Check = {
  id: 'requests/wire-spellings',
  asks: 'Do spellings that clients have on the wire mean what they mean to them?',
  rank: 'major',
  source: 'docs/contract/usm.md §4, §5',
  evidence: 'observed',
  applies: (operation) => isSafe(operation) && parametersOf(operation).length > 0,
  run: async (context) => {
    const { ask } = await plainOrSkip(context);
    const names = parametersOf(context.operation);
    for (const [name, usual, other] of equal.filter(([needed]) => names.includes(needed))) {
      const asking = (search: string): Ask => ({ ...ask, ...(search !== '' && { search }) });
      const plain = await baselineOf(context, asking(usual));
      if (plain !== null) await sameAnswer(context, plain, asking(other), `${other || 'nothing'} for ${usual || name}`);
    }
  },
};
