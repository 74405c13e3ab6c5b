/** Law: what is added to a case is found by searches for cases at once, moves its last update, and stands in its history. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Answer, type Ask } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, numberAt } from '../../../../lists/item.ts';
import { refused, type Criteria } from '../../../../lists/list.ts';

type Finder = (part: Json, ask: Ask) => Criteria | null;

const text = (value: Json | undefined): string => String(value ?? '');

/** What finds a case by a part of it, by the operation that adds the part; bare values stand for lists. */
const finders: Readonly<Record<string, Finder>> = {
  addCaseTag: (tags) => {
    const [tag] = listOf(tags);
    return { tag: { key: text(member(tag, 'key')), values: text(member(tag, 'value')) } };
  },
  addComment: (comment) => ({
    keywords: [text(member(comment, 'comment'))],
    keywordFieldStrategy: ['comments'],
  }),
  addAttachment: () => ({ includeFlags: ['HAS_ATTACHMENT'] }),
  addCaseWatcher: (watcher) => ({
    user: [text(at(watcher, 'subject.userName'))],
    userFieldStrategy: ['watchedByUser'],
  }),
  grantAccess: (entry) => ({
    explicitAccess: [{ subject: [text(at(entry, 'grantedSubject.userName'))], level: [text(member(entry, 'level'))] }],
  }),
  requestWorkflow: (workflow) => ({ workflow: { flow: text(member(workflow, 'workflow')), acknowledged: false } }),
  setField: (field) => ({
    field: [
      { field: text(at(field, 'descriptor.shortName')), values: [text(at(listOf(member(field, 'values'))[0], 'key'))] },
    ],
  }),
};

export const casePartsAreFound: Check = {
  id: 'law/case-parts-are-found',
  asks: 'Is a case found by what was just added to it, and by no exclusion of it, and does its last update tell of that?',
  source: 'docs/contract/argus.md §14.0.5; clients mirror cases by their last update',
  evidence: 'documented',
  isWriting: true,
  applies: ({ id }, { writes }) =>
    Object.hasOwn(finders, id) && (writes === 'all' ? true : 'what is added to a case stays in its history'),
  run: async (context) => {
    const example = await context.sample.example(context.operation);
    const caseID = example?.params?.['caseID'];
    if (example === null || caseID === undefined) return context.skip('the target has no case to add to');
    const updated = async (): Promise<number> => {
      const ask = { operation: named(context.api, 'getCaseMetadataById'), params: { id: caseID } };
      return numberAt((await context.send(ask)).data, 'lastUpdatedTimestamp') ?? 0;
    };
    const before = await updated();
    const added = await context.send(example);
    if (added.status >= 300) refused(context, added);
    const after = await updated();
    if (after <= before)
      context.violation({ key: 'update', expected: `a last update after ${before}`, seen: `${after}`, answer: added });
    const criteria = finders[context.operation.id]?.(added.data ?? null, example) ?? null;
    if (criteria === null) return;
    const base = { caseID: [caseID], limit: 0 };
    await expectCases(context, { ...base, ...criteria }, [caseID]);
    await expectCases(context, { ...base, subCriteria: [{ ...criteria, exclude: true }] }, []);
  },
};

async function expectCases(context: Context, body: Criteria, ids: readonly Json[]): Promise<void> {
  const answer: Answer = await context.send({ operation: named(context.api, 'advancedCaseSearch'), body });
  const seen = listOf(answer.data).map((item) => text(member(item, 'id')));
  if (answer.status === 200 && seen.join() === ids.map(String).join()) return;
  context.violation({
    key: ids.length > 0 ? 'found' : 'excluded',
    expected: ids.length > 0 ? 'the case is found by it' : 'the case is not found by its exclusion',
    seen: answer.status === 200 ? `${seen.length} cases` : `status ${answer.status}`,
    answer,
  });
}
