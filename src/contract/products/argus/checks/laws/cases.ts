/** Laws of cases: what is written to one is seen by every later read and told in its history; closing, commenting, merging and deleting do what they say. */
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Answer, type Ask } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, isSame, numberAt, shown, textsAt } from '../../../../lists/item.ts';

const source = 'docs/contract/argus.md §14.0.4';

/** Asks operations about one case, which was made for the purpose. */
export interface Desk {
  readonly id: number;
  readonly ask: (operation: string, ask?: Ask) => Promise<Answer>;
  /** The case by its id, whatever became of it. */
  readonly read: () => Promise<Answer>;
  /** Reports what is not as expected. */
  readonly expect: (holds: boolean, key: string, expected: string, answer: Answer) => void;
}

/** Makes a case, lets `work` go on with it, and deletes it again; skips where there is nothing to make one of. */
export async function withCase(context: Context, work: (desk: Desk) => Promise<void>): Promise<void> {
  const send = (operation: string, ask: Ask = {}): Promise<Answer> =>
    context.send({ operation: named(context.api, operation), ...ask });
  const example = await context.sample.example(named(context.api, 'createCase'));
  if (example === null) return context.skip('the target holds nothing to make a case of');
  const made = await send('createCase', example);
  const id = numberAt(made.data, 'id');
  if (id === undefined) return context.skip(`no case could be made: status ${made.status}`);
  const key = { updateCase: 'id', deleteCase: 'id', getCaseMetadataById: 'id', moveCase: 'id' } as Readonly<
    Record<string, string>
  >;
  const ask = (operation: string, more: Ask = {}): Promise<Answer> =>
    send(operation, { ...more, params: { [key[operation] ?? 'caseID']: id, ...more.params } });
  try {
    await work({
      id,
      ask,
      read: () => ask('getCaseMetadataById', { query: { skipRedirect: 'true' } }),
      expect: (holds, fault, expected, answer) => {
        if (!holds)
          context.violation({
            key: fault,
            expected,
            seen: `status ${answer.status}: ${shown(answer.data)}`,
            answer,
          });
      },
    });
  } finally {
    await ask('deleteCase', { isOwed: true });
  }
}

export const mayMakeCases = ({ writes }: { readonly writes: unknown }): boolean | string =>
  writes === 'all' ? true : 'cases are made where everything may be written to';

const check = (id: Check['id'], asks: string, operation: string, work: (desk: Desk) => Promise<void>): Check => ({
  id,
  asks,
  source,
  isWriting: true,
  applies: (candidate, target) => (candidate.id === operation ? mayMakeCases(target) : false),
  run: (context) => withCase(context, work),
});

const idsIn = (answer: Answer): readonly unknown[] => listOf(answer.data).map((item) => member(item, 'id'));
const search = (id: number, more: object = {}): Ask => ({ body: { caseID: [id], ...more } });

const writesOfCases = check(
  'law/writes-of-cases-are-seen',
  'Is what was changed of a case seen by its id and by searches, told in its history with what was before, and a later last update?',
  'updateCase',
  async ({ id, ask, read, expect }) => {
    const before = await read();
    const subject = `Renamed ${id}`;
    const changed = await ask('updateCase', { body: { subject } });
    expect(member(changed.data, 'subject') === subject, 'answer', 'the case with its new subject', changed);
    const after = await read();
    expect(member(after.data, 'subject') === subject, 'by id', 'the new subject', after);
    const [earlier, later] = [before, after].map(({ data }) => numberAt(data, 'lastUpdatedTimestamp') ?? 0);
    expect((later ?? 0) > (earlier ?? 0), 'last update', `a last update after ${earlier}`, after);
    const found = await ask(
      'advancedCaseSearch',
      search(id, { keywords: [subject], keywordFieldStrategy: ['subject'] }),
    );
    expect(idsIn(found).includes(id), 'search', 'the case found by its new subject', found);
    const history = await ask('listCaseHistory', { query: { limit: 0 } });
    const changes = listOf(history.data).flatMap((one) => listOf(member(one, 'changes')));
    const told = changes.some(
      (change) =>
        member(change, 'field') === 'subject' &&
        member(change, 'value') === subject &&
        member(change, 'previousValue') === member(before.data, 'subject'),
    );
    expect(told, 'history', 'a change of the subject, with what it was before', history);
  },
);

const closing = check(
  'law/closing-is-an-operation',
  'Is a case closed by closing it alone, and open again with any other status?',
  'closeCase',
  async ({ ask, read, expect }) => {
    const refused = await ask('updateCase', { body: { status: 'closed' } });
    expect(refused.status === 412, 'update', '412 for an update to closed', refused);
    const open = await read();
    expect(member(open.data, 'status') !== 'closed', 'still open', 'a case that is not closed', open);
    await ask('closeCase', { body: {} });
    const closed = await read();
    const time = numberAt(closed.data, 'closedTimestamp') ?? 0;
    expect(member(closed.data, 'status') === 'closed' && time > 0, 'closed', 'a closed case with its time', closed);
    await ask('updateCase', { body: { status: 'pendingCustomer' } });
    const again = await read();
    expect(textsAt(again.data, 'flags').includes('REOPENED'), 'open again', 'the flag REOPENED', again);
  },
);

const comments = check(
  'law/comments-of-cases-are-kept',
  'Is a comment listed as it was written or edited last, once, and no more when it was deleted?',
  'deleteComment',
  async ({ ask, expect }) => {
    const added = await ask('addComment', { body: { comment: 'First words' } });
    const edited = await ask('editComment', {
      params: { commentID: String(member(added.data, 'id')) },
      body: { comment: 'Second words' },
    });
    const listed = await ask('listCaseComments');
    const texts = listOf(listed.data).map((one) => member(one, 'comment'));
    expect(texts.length === 1 && texts[0] === 'Second words', 'edited', 'the comment once, as edited', listed);
    await ask('deleteComment', { params: { commentID: String(member(edited.data, 'id')) } });
    const left = await ask('listCaseComments');
    const standing = listOf(left.data).filter((one) => !textsAt(one, 'flags').includes('DELETED'));
    expect(standing.length === 0, 'deleted', 'no comment that was not deleted', left);
  },
);

const merging = check(
  'law/merged-cases-redirect',
  'Does the id of a merged case answer with the case that it was merged into, unless it is told not to, and has that one its comments and tags?',
  'mergeCases',
  async ({ id, ask, read, expect }) => {
    const example = await ask('getCaseMetadataById');
    const customer = String(member(member(example.data, 'customer'), 'shortName'));
    const body = { subject: 'To be merged', description: 'x', service: 'ids', type: 'securityIncident', customer };
    const other = numberAt((await ask('createCase', { body })).data, 'id') ?? 0;
    for (const comment of ['Said first', 'Said last']) await ask('addComment', { body: { comment } });
    await ask('addCaseTag', { body: { tags: [{ key: 'contract.merged', value: 'One' }] } });
    await ask('mergeCases', { params: { mergeInto: other, mergeFrom: id }, body: {} });
    const redirected = await ask('getCaseMetadataById');
    expect(member(redirected.data, 'id') === other, 'redirect', `case ${other}`, redirected);
    const own = await read();
    const isMerged = textsAt(own.data, 'flags').includes('MERGED') && member(own.data, 'status') === 'closed';
    expect(member(own.data, 'id') === id && isMerged, 'itself', `case ${id}, closed and merged`, own);
    const said = await ask('listCaseComments', { params: { caseID: other } });
    const texts = listOf(said.data).map((one) => member(one, 'comment'));
    const isWhole = ['Said first', 'Said last'].every((text) => texts.includes(text));
    expect(isWhole, 'comments', `both comments of case ${id} among those of case ${other}`, said);
    const tagged = await ask('listCaseTags', { params: { caseID: other } });
    const isTagged = listOf(tagged.data).some((one) => member(one, 'key') === 'contract.merged');
    expect(isTagged, 'tags', `the tag of case ${id} among those of case ${other}`, tagged);
    await ask('deleteCase', { params: { id: other }, isOwed: true });
  },
);

const deleting = check(
  'law/deleted-cases-are-left-out',
  'Is a deleted case left out of searches unless they ask for it?',
  'deleteCase',
  async ({ id, ask, expect }) => {
    const deleted = await ask('deleteCase');
    expect(textsAt(deleted.data, 'flags').includes('DELETED'), 'answer', 'the case with the flag DELETED', deleted);
    const usual = await ask('advancedCaseSearch', search(id));
    expect(!idsIn(usual).includes(id), 'search', 'a search without the deleted case', usual);
    const all = await ask('advancedCaseSearch', search(id, { includeDeleted: true }));
    expect(idsIn(all).includes(id), 'asked for', 'the deleted case, where it is asked for', all);
  },
);

const testData = check(
  'law/test-cases-are-left-out',
  'Is a case that is test data left out of searches unless they ask for it?',
  'createCase',
  async ({ id, ask, expect }) => {
    const customer = String(at((await ask('getCaseMetadataById')).data, 'customer.shortName'));
    const body = { subject: `Test ${id}`, description: 'x', service: 'ids', type: 'change', customer, testData: true };
    const other = numberAt((await ask('createCase', { body })).data, 'id') ?? 0;
    const usual = await ask('advancedCaseSearch', search(other));
    expect(!idsIn(usual).includes(other), 'search', 'a search without test data', usual);
    const all = await ask('advancedCaseSearch', search(other, { includeTestData: true }));
    expect(idsIn(all).includes(other), 'asked for', 'the test data, where it is asked for', all);
    await ask('deleteCase', { params: { id: other }, isOwed: true });
  },
);

const ownUser = check(
  'law/own-user-is-one',
  'Is the caller told of as the same person by itself and as who made a case?',
  'getCurrentUser',
  async ({ ask, read, expect }) => {
    const own = await ask('getCurrentUser');
    const maker = at((await read()).data, 'createdByUser');
    const names = ['id', 'userName', 'name', 'customer', 'domain'].filter((name) => member(maker, name) !== undefined);
    for (const name of names) {
      const [seen, told] = [member(own.data, name), member(maker, name)];
      expect(isSame(seen, told), name, `${name} ${JSON.stringify(told)}, as who made a case has it`, own);
    }
  },
);

export const caseLaws: readonly Check[] = [ownUser, testData, writesOfCases, closing, comments, merging, deleting];
