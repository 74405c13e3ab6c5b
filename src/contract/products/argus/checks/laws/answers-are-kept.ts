/** Law: what a write to a case answers is what is read afterwards, as often as it was written, and told in the history as often. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Answer, type Ask } from '../../../../terms/exchange.ts';
import type { Operation } from '../../../../terms/operation.ts';
import { isSuccess, told } from '../../../../checks/shared/answer.ts';
import { parametersIn } from '../../../../checks/shared/asks.ts';
import { without } from '../../../../checks/shared/difference.ts';
import { named } from '../../../../lists/counterpart.ts';
import { firstDifference, textsAt } from '../../../../lists/item.ts';
import { unlike } from './as-sent.ts';
import { mayMakeCases, withCase, type Desk } from './cases.ts';

/** Where what an operation answers is read, by the schema of its answer. */
const doors: Readonly<Record<string, string>> = {
  'argus/case.schema.json': 'getCaseMetadataById',
  'argus/case-comment.schema.json': 'listCaseComments',
  'argus/case-tags.schema.json': 'listCaseTags',
  'argus/case-tag.schema.json': 'listCaseTags',
  'argus/case-attachment.schema.json': 'listCaseAttachments',
  'argus/case-link.schema.json': 'listCaseLinks',
  'argus/case-watcher.schema.json': 'listCaseWatchers',
  'argus/case-watchers.schema.json': 'listCaseWatchers',
  'argus/case-access.schema.json': 'listCaseACL',
  'argus/case-workflow.schema.json': 'listWorkflows',
  'argus/case-field.schema.json': 'listCaseFields',
};

/** What makes the part that a path names, by the name of its parameter. */
const makers: Readonly<Record<string, string>> = {
  commentID: 'addComment',
  tagID: 'addCaseTag',
  key: 'addCaseTag',
  attachmentID: 'addAttachment',
  linkID: 'addCaseLink',
  watcherID: 'addCaseWatcher',
  aclEntryID: 'grantAccess',
};

/** Letters that are easily lost: in both cases, decomposed, beyond the basic plane. */
const telling = `Å\u0041\u030a \u{1f512}`;

/** Requests of which two differ, by operation: the words by which one is known. */
const bodies: Readonly<Record<string, (word: string) => Json>> = {
  addComment: (word) => ({
    comment: `Written: ${word}\n${telling}`,
    internal: true,
    originEmailAddress: `${word}@example.com`,
  }),
  editComment: (word) => ({ comment: `Edited: ${word}\n${telling}` }),
  addCaseTag: (word) => ({ tags: ['One', `two ${telling}`].map((value) => ({ key: `contract.${word}`, value })) }),
  addAttachment: (word) => ({
    data: 'QQ==',
    mimeType: 'text/plain',
    name: `${word} ${telling}.TXT`,
    internal: true,
    originEmailAddress: `${word}@example.com`,
  }),
  addCaseLink: (word) => ({ type: word === 'first' ? 'related' : 'dependency' }),
  addCaseWatcher: (word) =>
    word === 'first'
      ? { type: 'email', destination: 'First@Example.com' }
      : { type: 'sms', destination: '+4790000000' },
  updateCaseWatcher: (word) => ({ verbose: word === 'first' }),
  updateWatcherSettings: (word) => ({ defaultWatchers: word !== 'first' }),
  currentUserWatcherStatus: (word) => (word === 'first' ? { enable: true } : { email: true, verbose: true }),
  changeAccessSettings: (word) => ({ accessMode: word === 'first' ? 'writeRestricted' : 'roleBased' }),
  requestWorkflow: (word) => ({ comment: `Asked: ${word}\n${telling}`, externalReference: `ref-${word}` }),
  acknowledgeWorkflow: (word) => ({ comment: `Seen: ${word}` }),
  updateWorkflow: (word) => ({ requestComment: `Changed: ${word}`, externalReference: `new-${word}` }),
  setField: (word) =>
    word === 'first'
      ? { valuesToSet: ['one', 'two', 'three', 'four'] }
      : { valuesToAdd: ['five', 'six'], valuesToRemove: ['one', 'two'] },
  updateCase: (word) => ({
    subject: `Renamed: ${word}`,
    description: `<p>Described: ${word}</p>`,
    customerReference: `T-${word}`,
    priority: word === 'first' ? 'low' : 'critical',
    status: word === 'first' ? 'workingSoc' : 'pendingCustomer',
    customerDueTimestamp: word === 'first' ? 1_900_000_000_000 : 1_900_000_100_000,
    techDueTimestamp: word === 'first' ? 1_900_000_200_000 : 1_900_000_300_000,
  }),
  moveCase: (word) => ({ type: word === 'first' ? 'informational' : 'operationalIncident' }),
};

const isAbout = ({ id, path, data }: Operation): boolean =>
  (path.includes('{caseID}') || ['updateCase', 'moveCase'].includes(id)) &&
  (data ?? '') in doors &&
  !leftOut.includes(id);

/** What needs more than a case: uploads in parts, prepared cases, contacts. */
const leftOut = [
  'uploadAttachmentFragment',
  'completeAttachment',
  'abortAttachment',
  'prepareAttachment',
  'removeCaseContactWatcher',
  'createPreparedCase',
  'abortPreparedCase',
  'reindexCase',
  'publishCase',
  'closeCase',
];

export const answersAreKept: Check = {
  id: 'law/answers-are-kept',
  asks: 'Is what a write to a case answers read there afterwards, once for each time, told in its history, and gone where it was taken away?',
  source: 'docs/contract/argus.md §14.0.3, §14.0.4',
  isWriting: true,
  applies: (operation, target) => (operation.effect === 'writes' && isAbout(operation) ? mayMakeCases(target) : false),
  run: (context) =>
    withCase(context, async (desk) => {
      for (const word of ['first', 'second']) await once(context, desk, word);
    }),
};

async function once(context: Context, desk: Desk, word: string): Promise<void> {
  const { operation } = context;
  const ask = await askFor(context, desk, word);
  const door = doors[operation.data ?? ''] ?? '';
  const read = (): Promise<Answer> => readAt(desk, door);
  const [before, stories] = [standingIn(await read()).length, await storiesOf(desk)];
  const answer = await desk.ask(operation.id, ask);
  if (!isSuccess(answer)) return context.skip(`it could not be asked of a new case: ${told(answer)}`);
  const things = Array.isArray(answer.data) ? listOf(answer.data) : [answer.data ?? null];
  for (const [name, sent, shown] of unlike(ask.body ?? null, things))
    context.violation({ key: `sent ${name}`, expected: `${name} is ${sent}, as it was sent`, seen: shown, answer });
  const seen = await context.eventually(
    read,
    (one) => wrongIn(operation, one, things) ?? leftIn(operation, one, before),
  );
  if (seen.wrong !== null)
    context.violation({
      key: word,
      expected: `${door} has what ${operation.id} answered`,
      seen: seen.wrong,
      answer: seen.answer,
    });
  const more = (await storiesOf(desk)) - stories;
  if (more !== 1)
    context.violation({
      key: `${word} story`,
      expected: `one transaction more in the history after ${operation.id}`,
      seen: `${more}`,
      answer,
      evidence: 'assumed',
    });
}

const readAt = (desk: Desk, door: string): Promise<Answer> =>
  door === 'getCaseMetadataById'
    ? desk.read()
    : desk.ask(door, door === 'listWorkflows' ? {} : { query: { limit: 0 } });

const storiesOf = async (desk: Desk): Promise<number> =>
  Number(member((await desk.ask('listCaseHistory', { query: { limit: 1 } })).json, 'count') ?? 0);

/** The request of its example, about the new case, with words of its own and a part that was made for it. */
async function askFor(context: Context, desk: Desk, word: string): Promise<Ask> {
  const { operation, sample } = context;
  const example = (await sample.example(operation)) ?? {};
  const own = bodies[operation.id]?.(word);
  // What is set and what is added do not go together.
  const rest = operation.id === 'setField' ? {} : (example.body as object);
  const body = own === undefined ? example.body : ({ ...rest, ...(own as object) } as Json);
  return {
    ...example,
    params: { ...example.params, ...(await partFor(context, desk, word)), caseID: desk.id, id: desk.id },
    ...(body !== undefined && { body }),
  };
}

async function partFor(
  { operation, sample, api }: Context,
  desk: Desk,
  word: string,
): Promise<NonNullable<Ask['params']>> {
  const name = parametersIn(operation.path).find((one) => one in makers);
  if (operation.id === 'acknowledgeWorkflow' || operation.id === 'updateWorkflow') {
    await desk.ask('requestWorkflow', { params: { workflow: 'escalation' }, body: { comment: word } });
    return { workflow: 'escalation' };
  }
  if (operation.id === 'removeCurrentUserWatcher') {
    await desk.ask('currentUserWatcherStatus', { body: { enable: true } });
    return {};
  }
  if (operation.id === 'clearField') {
    await desk.ask('setField', { params: { field: 'ticket' }, body: { valuesToSet: [word] } });
    return { field: 'ticket' };
  }
  if (name === undefined) return {};
  const maker = makers[name] ?? '';
  const example = (await sample.example(named(api, maker))) ?? {};
  const made = await desk.ask(maker, {
    ...example,
    body: { ...(example.body as object), ...(bodies[maker]?.(word) as object) } as Json,
    params: { ...example.params, caseID: desk.id },
  });
  const parts = Array.isArray(made.data) ? listOf(made.data) : [made.data ?? null];
  const part = parts.at(-1) ?? null;
  const text = (of: string): string => String(member(part, of));
  return name === 'key' ? { key: text('key'), value: text('value') } : { [name]: text('id') };
}

const isDeleted = (item: Json | undefined): boolean => textsAt(item, 'flags').includes('DELETED');

const identities = ['id', 'workflow'];

/** What a thing is known by within its list. */
function nameOf(item: Json | undefined): string {
  const descriptor = member(member(item, 'descriptor'), 'shortName');
  const found = identities.map((one) => member(item, one)).find((value) => value !== undefined && value !== null);
  return String(found ?? descriptor);
}

const isRemoval = ({ method, data }: Operation): boolean => method === 'DELETE' && data !== 'argus/case.schema.json';

const standingIn = ({ data }: Answer): readonly Json[] => listOf(data).filter((item) => !isDeleted(item));

const leftIn = (operation: Operation, door: Answer, before: number): string | null =>
  isRemoval(operation) && standingIn(door).length !== before - 1
    ? `${standingIn(door).length} are left of ${before}`
    : null;

function wrongIn(operation: Operation, door: Answer, things: readonly Json[]): string | null {
  if (!isSuccess(door)) return `status ${door.status}`;
  const items = Array.isArray(door.data) ? listOf(door.data) : [door.data ?? null];
  const { aboutCaller = [] } = operation.adapter.facts;
  for (const thing of things) {
    const same = items.filter((item) => nameOf(item) === nameOf(thing) && !isDeleted(item));
    if (isRemoval(operation)) {
      if (same.length > 0) return `${nameOf(thing)} is still there`;
      continue;
    }
    if (same.length !== 1) return `${nameOf(thing)} is there ${same.length} times`;
    const wrong = firstDifference(without(same[0], aboutCaller), without(thing, aboutCaller));
    if (wrong !== null) return wrong;
  }
  return null;
}
