/** Law: the history of a case tells of each write what was done, by whom, to what, and what was there before, also one by one. */
import type { Json } from '../../../../../kernel/schema.ts';
import { named } from '../../../../lists/counterpart.ts';
import { firstDifference, textsAt } from '../../../../lists/item.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Answer, type Ask } from '../../../../terms/exchange.ts';
import { mayMakeCases, withCase, type Desk } from './cases.ts';

/** A write, and the members of its only change that it must be told with. */
interface Deed {
  readonly operation: string;
  readonly ask: Ask;
  /** What the transaction is called. */
  readonly told: string;
  readonly change: Readonly<Record<string, Json>>;
}

const field = 'contract-told';
const key = 'contract.told';
const kept = (value: string): Json => ({ field, values: [value] });

const deeds: readonly Deed[] = [
  {
    operation: 'setField',
    ask: { params: { field }, body: { valuesToSet: ['one'] } },
    told: 'setCaseField',
    change: { field: 'fieldAdded', objectType: 'field', value: field, object: kept('one'), previousObject: null },
  },
  {
    operation: 'setField',
    ask: { params: { field }, body: { valuesToSet: ['two'] } },
    told: 'setCaseField',
    change: { field: 'fieldAdded', value: field, object: kept('two'), previousObject: kept('one') },
  },
  {
    operation: 'clearField',
    ask: { params: { field } },
    told: 'clearCaseField',
    change: { field: 'fieldRemoved', previousValue: field, object: null, previousObject: kept('two') },
  },
  {
    operation: 'addCaseTag',
    ask: { body: { tags: [{ key, value: 'æ "quoted" \\ Å' }] } },
    told: 'addCaseTag',
    change: { field: 'addTag', objectType: 'tag', previousValue: null, previousObject: null },
  },
  {
    operation: 'updateCase',
    ask: { body: { customerReference: 'T-one' } },
    told: 'updateCase',
    change: { field: 'customerReference', objectType: 'string', value: 'T-one', previousValue: null },
  },
  {
    operation: 'updateCase',
    ask: { body: { customerReference: 'T-two' } },
    told: 'updateCase',
    change: { field: 'customerReference', value: 'T-two', previousValue: 'T-one' },
  },
];

export const historyTellsWrites: Check = {
  id: 'law/history-tells-writes',
  asks: 'Does the history of a case tell of each write what was done, by whom, to what, and what was there before?',
  rank: 'major',
  source: 'docs/contract/argus.md §14.0.2; that an object is told of fields and tags is assumed',
  evidence: 'assumed',
  isWriting: true,
  applies: ({ id }, target) => (id === 'listCaseHistory' || id === 'getCaseTransaction' ? mayMakeCases(target) : false),
  run: (context) =>
    withCase(context, async (desk) => {
      const user = await callerOf(context);
      const known = new Set(idsIn(await desk.ask('listCaseHistory', { query: { limit: 0 } })));
      const done: { readonly deed: Deed; readonly answer: Answer }[] = [];
      for (const deed of deeds) {
        const written = await desk.ask(deed.operation, deed.ask);
        if (written.status >= 300) return context.skip(`a new case does not take it: status ${written.status}`);
        done.push({ deed, answer: written });
      }
      const history = await desk.ask('listCaseHistory', { query: { limit: 0, sortBy: 'timestamp' } });
      const told = listOf(history.data).filter((one) => !known.has(idIn(one)));
      if (told.length !== deeds.length) {
        const expected = `${deeds.length} transactions more, one for each write`;
        return context.violation({ key: 'transactions', expected, seen: `${told.length}`, answer: history });
      }
      for (const [place, { deed, answer }] of done.entries()) {
        const one = await readAgain(context, desk, told[place] ?? null, history);
        const seen = faultOf(deed, one.transaction, user, answer);
        const expected = `what ${deed.operation} did, as ${deed.told} of ${JSON.stringify(deed.change)}`;
        if (seen !== null)
          context.violation({ key: `${deed.told} ${seen.split(':')[0]}`, expected, seen, answer: one.answer });
      }
    }),
};

const idIn = (one: Json): string => String(member(one, 'id'));
const idsIn = ({ data }: Answer): readonly string[] => listOf(data).map(idIn);

/** The user's name, as the target tells it to the caller; null where it does not. */
async function callerOf({ api, send }: Context): Promise<Json> {
  return member((await send({ operation: named(api, 'getCurrentUser') })).data, 'userName') ?? null;
}

/** The transaction as the operation that is asked about shows it. */
async function readAgain(
  { operation }: Context,
  { ask }: Desk,
  listed: Json,
  history: Answer,
): Promise<{ readonly transaction: Json; readonly answer: Answer }> {
  if (operation.id === 'listCaseHistory') return { transaction: listed, answer: history };
  const answer = await ask(operation.id, { params: { transactionID: idIn(listed) } });
  return { transaction: answer.data ?? null, answer };
}

/** What is wrong with what is told of a deed, as a place and what is there; null where nothing is. */
function faultOf(deed: Deed, transaction: Json, user: Json, { data }: Answer): string | null {
  const changes = listOf(member(transaction, 'changes'));
  const [change = null] = changes;
  const [tag] = listOf(data);
  const isTag = deed.operation === 'addCaseTag';
  const own: Readonly<Record<string, Json>> = isTag
    ? {
        value: `${key}/${String(member(tag, 'value'))}`,
        object: { id: member(tag, 'id') ?? null, key, value: member(tag, 'value') ?? null },
      }
    : {};
  const due = { ...deed.change, ...own };
  const seen = Object.fromEntries(Object.keys(due).map((name) => [name, member(change, name) ?? null]));
  const head = {
    operation: member(transaction, 'operation') ?? null,
    user: member(member(transaction, 'user'), 'userName') ?? null,
    changes: changes.length,
    index: member(change, 'transactionIndex') ?? null,
    isInternal: textsAt(transaction, 'flags').includes('TECH_TX'),
  };
  const wanted = { operation: deed.told, user: user ?? head.user, changes: 1, index: 0, isInternal: false };
  return firstDifference(head, wanted) ?? firstDifference(seen, due);
}
