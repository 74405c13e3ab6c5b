/** Parts of cases to ask about: those that are there, or else some that are added. */
import { createHash } from 'node:crypto';
import type { Json } from '../../../../kernel/schema.ts';
import { listOf, member, type Ask } from '../../../terms/exchange.ts';
import type { AskFor, Memo } from '../../../terms/sample.ts';

type Parts = () => Promise<readonly Json[]>;

const textFile = { data: 'QQ==', mimeType: 'text/plain', name: 'sample.txt' };
/** Files that are alike in nothing, with names of upper and lower case. */
const files = ['B', 'CD', 'EFG', 'HIJK', 'LMNOP'].map((text, at) => ({
  data: Buffer.from(text).toString('base64'),
  mimeType: at % 2 === 0 ? 'text/plain' : 'application/octet-stream',
  name: `Sample-${at}.TXT`,
}));
const bytes = 'A fragment.';

/** Each part has the id of its case as `caseID`; what is used up by a request is in a list of its own. `last…` are from the end of a list. */
export type CaseParts = Readonly<
  Record<
    | 'caseAttachments'
    | 'lastAttachments'
    | 'caseUploads'
    | 'completedUpload'
    | 'abortedUpload'
    | 'caseLinks'
    | 'lastLinks'
    | 'casePairs'
    | 'users'
    | 'caseWatchers'
    | 'ownWatchers'
    | 'lastWatchers'
    | 'contactWatchers'
    | 'caseAccess'
    | 'lastAccess'
    | 'caseWorkflows'
    | 'requestedWorkflow'
    | 'caseFields'
    | 'lastFields'
    | 'toldComments'
    | 'toldTransactions',
    Parts
  >
>;

const notifiedIn = (transaction: Json): number => Number(member(transaction, 'notified') ?? 0);

/** A comment that some are told of. */
const told = {
  comment: 'To be told.',
  notification: {
    extraRecipients: [
      'One@Example.com',
      'two@example.com',
      '+4790000001',
      '+4790000002',
      'five@example.com',
      '+4790000003',
    ],
  },
};

/** So many parts of a kind tell of pages; where everything may be written to, those that are missing are added. */
const enough = 6;

/** Adds what a list lacks, as far as it may: the first of it where there is nothing, else as many as it takes. */
export async function filled(
  there: readonly Json[],
  adds: readonly Parts[],
  mayWrite: boolean,
  read: Parts,
): Promise<readonly Json[]> {
  const most = mayWrite ? enough : 1;
  const due = adds.slice(0, Math.max(0, most - there.length));
  let made = 0;
  for (const add of due) made += (await add()).length;
  return made > 0 ? read() : there;
}

export interface CaseSources {
  readonly cases: () => Promise<readonly number[]>;
  /** True where everything may be written to. */
  readonly mayWrite: boolean;
}

/** The means to list parts of the first case, and to make some. */
function makersOf(askFor: AskFor, once: Memo, { cases, mayWrite }: CaseSources) {
  const first = async (): Promise<number | undefined> => (await cases())[0];
  /** What a request makes of the first case; nothing where it is refused. */
  const made = async (operation: string, ask: Ask): Promise<readonly Json[]> => {
    const caseID = await first();
    if (caseID === undefined) return [];
    const { status, data } = await askFor(operation, { ...ask, params: { caseID, ...ask.params } });
    return status < 300 && data !== undefined && data !== null ? [{ ...(data as object), caseID }] : [];
  };
  /** Those of the first case that a list shows; if there are none, those that are added. */
  const listed = (list: string, adds: readonly Parts[]): Parts => {
    const read = async (): Promise<readonly Json[]> => {
      const caseID = await first();
      if (caseID === undefined) return [];
      const { data } = await askFor(list, { params: { caseID } });
      return listOf(data).map((part) => ({ ...(part as object), caseID }));
    };
    return () => once(list, async () => filled(await read(), adds, mayWrite, read));
  };
  const single =
    (name: string, make: Parts): Parts =>
    () =>
      once(name, make);
  return { first, made, listed, single };
}

type Makers = ReturnType<typeof makersOf>;

function uploadsOf({ made, single }: Makers): Pick<CaseParts, 'caseUploads' | 'completedUpload' | 'abortedUpload'> {
  const prepared = (): Promise<readonly Json[]> =>
    made('prepareAttachment', { body: { mimeType: 'text/plain', name: 'fragments.txt' } });
  const withBytes = async (): Promise<readonly Json[]> => {
    const [upload] = await prepared();
    const attachmentID = member(upload, 'id');
    if (typeof attachmentID !== 'string') return [];
    const sent = await made('uploadAttachmentFragment', { params: { attachmentID, idx: 0 }, text: bytes });
    return sent.map((part) => ({
      ...(part as object),
      digest: createHash('sha256').update(bytes).digest('hex'),
    }));
  };
  return {
    caseUploads: single('caseUploads', prepared),
    completedUpload: single('completedUpload', withBytes),
    abortedUpload: single('abortedUpload', prepared),
  };
}

function toldOf(
  askFor: AskFor,
  { first, made, listed, single }: Makers,
  mayWrite: boolean,
): Pick<CaseParts, 'toldComments' | 'toldTransactions'> {
  const toldComments = mayWrite
    ? single('toldComments', () => made('addComment', { body: told }))
    : listed('listCaseComments', []);
  return {
    toldComments,
    toldTransactions: single('toldTransactions', async () => {
      await toldComments();
      const caseID = await first();
      if (caseID === undefined) return [];
      const { data } = await askFor('listCaseHistory', {
        params: { caseID },
        query: { limit: 5, sortBy: '-timestamp' },
      });
      const all = listOf(data).map((one) => ({ ...(one as object), caseID }));
      return all.toSorted((one, other) => notifiedIn(other) - notifiedIn(one));
    }),
  };
}

export function makeCaseParts(askFor: AskFor, once: Memo, sources: CaseSources): CaseParts {
  const makers = makersOf(askFor, once, sources);
  const { cases, mayWrite } = sources;
  const { first, made, listed, single } = makers;
  const users: Parts = single('users', async () => {
    const { data } = await askFor('getCurrentUser', {});
    return data === undefined || data === null ? [] : [data];
  });
  const user = async (): Promise<Json> => member((await users())[0], 'userName') ?? null;
  /** A link to another case, or from it. */
  const linked = async (type: string, place = 1, isFrom = false): Promise<readonly Json[]> => {
    const [one, other] = [await first(), (await cases())[place]];
    if (one === undefined || other === undefined) return [];
    const params = isFrom ? { caseID: other, linkToCaseID: one } : { linkToCaseID: other };
    return made('addCaseLink', { params, body: { type } });
  };
  /** Users of whom cases tell, beside the own one. */
  const colleague = async (place: number): Promise<Json> => {
    const { data } = await once('casesOfColleagues', () => askFor('advancedCaseSearch', { body: { limit: 50 } }));
    const own = await user();
    const names = listOf(data).map((one) => member(member(one, 'assignedTech'), 'userName') ?? null);
    return [...new Set(names)].filter((name) => name !== null && name !== own)[place] ?? own;
  };
  const watcher = async (type: string, who: Promise<Json> = user()): Promise<readonly Json[]> =>
    made('addCaseWatcher', { body: { type, userOrGroup: await who, destination: '+4790000000' } });
  const granted = async (level: string, who: Promise<Json> = user()): Promise<readonly Json[]> =>
    made('grantAccess', { body: { userOrGroup: await who, level, addWatcher: false } });
  const requested = (workflow: string): Promise<readonly Json[]> =>
    made('requestWorkflow', { params: { workflow }, body: { comment: 'Have a look.' } });
  const field = (name: string): Promise<readonly Json[]> =>
    made('setField', { params: { field: name }, body: { valuesToSet: ['4711'] } });
  const attached = (file: Json = textFile): Promise<readonly Json[]> => made('addAttachment', { body: file });
  return {
    users,
    caseAttachments: listed('listCaseAttachments', [() => attached(), ...files.map((file) => () => attached(file))]),
    lastAttachments: single('lastAttachments', () => attached()),
    ...uploadsOf(makers),
    caseLinks: listed('listCaseLinks', [
      () => linked('related'),
      () => linked('dependency', 2),
      () => linked('related', 3, true),
      () => linked('dependency', 3, true),
      () => linked('related', 4),
      () => linked('dependency', 4, true),
    ]),
    lastLinks: single('lastLinks', () => linked('dependency')),
    casePairs: async () => {
      const [caseID, other] = await cases();
      return caseID === undefined || other === undefined ? [] : [{ caseID, other }];
    },
    caseWatchers: listed('listCaseWatchers', [
      () => watcher('email'),
      ...[0, 1, 2, 3].map((place) => () => watcher('email', colleague(place))),
    ]),
    ownWatchers: single('ownWatchers', () => watcher('email')),
    lastWatchers: single('lastWatchers', () => watcher('sms')),
    contactWatchers: single('contactWatchers', () => watcher('email')),
    caseAccess: listed('listCaseACL', [
      () => granted('read'),
      ...[0, 1, 2, 3].map((place) => () => granted(place % 2 === 0 ? 'write' : 'read', colleague(place))),
    ]),
    lastAccess: single('lastAccess', () => granted('write')),
    caseWorkflows: listed('listWorkflows', [() => requested('escalation')]),
    requestedWorkflow: single('requestedWorkflow', () => requested('tuning')),
    caseFields: listed(
      'listCaseFields',
      ['ticket', 'b', 'A', 'c'].map((name) => () => field(name === 'ticket' ? name : `contract-${name}`)),
    ),
    lastFields: single('lastFields', () => field('reference')),
    ...toldOf(askFor, makers, mayWrite),
  };
}
