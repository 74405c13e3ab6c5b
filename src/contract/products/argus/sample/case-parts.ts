/** Parts of cases to ask about: those that are there, or else some that are added. */
import { createHash } from 'node:crypto';
import type { Json } from '../../../../kernel/schema.ts';
import { listOf, member, type Ask } from '../../../terms/exchange.ts';
import type { AskFor, Memo } from '../../../terms/sample.ts';

type Parts = () => Promise<readonly Json[]>;

const textFile = { data: 'QQ==', mimeType: 'text/plain', name: 'sample.txt' };
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
    | 'lastFields',
    Parts
  >
>;

export function makeCaseParts(askFor: AskFor, once: Memo, cases: () => Promise<readonly number[]>): CaseParts {
  const first = async (): Promise<number | undefined> => (await cases())[0];
  /** What a request makes of the first case; nothing where it is refused. */
  const made = async (operation: string, ask: Ask): Promise<readonly Json[]> => {
    const caseID = await first();
    if (caseID === undefined) return [];
    const { status, data } = await askFor(operation, { ...ask, params: { caseID, ...ask.params } });
    return status < 300 && data !== undefined && data !== null ? [{ ...(data as object), caseID }] : [];
  };
  /** Those of the first case that a list shows; if there are none, those that are added. */
  const listed = (list: string, add: Parts): Parts => {
    const read = async (): Promise<readonly Json[]> => {
      const caseID = await first();
      if (caseID === undefined) return [];
      const { data } = await askFor(list, { params: { caseID } });
      return listOf(data).map((part) => ({ ...(part as object), caseID }));
    };
    return () =>
      once(list, async () => {
        const there = await read();
        return there.length > 0 ? there : (await add()).length > 0 ? read() : [];
      });
  };
  const single =
    (name: string, make: Parts): Parts =>
    () =>
      once(name, make);
  const users: Parts = single('users', async () => {
    const { data } = await askFor('getCurrentUser', {});
    return data === undefined || data === null ? [] : [data];
  });
  const user = async (): Promise<Json> => member((await users())[0], 'userName') ?? null;
  const linked = async (type: string): Promise<readonly Json[]> => {
    const other = (await cases())[1];
    return other === undefined ? [] : made('addCaseLink', { params: { linkToCaseID: other }, body: { type } });
  };
  const watcher = async (type: string): Promise<readonly Json[]> =>
    made('addCaseWatcher', { body: { type, userOrGroup: await user(), destination: '+4790000000' } });
  const granted = async (level: string): Promise<readonly Json[]> =>
    made('grantAccess', { body: { userOrGroup: await user(), level, addWatcher: false } });
  const requested = (workflow: string): Promise<readonly Json[]> =>
    made('requestWorkflow', { params: { workflow }, body: { comment: 'Have a look.' } });
  const field = (name: string): Promise<readonly Json[]> =>
    made('setField', { params: { field: name }, body: { valuesToSet: ['4711'] } });
  const attached = (): Promise<readonly Json[]> => made('addAttachment', { body: textFile });
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
    users,
    caseAttachments: listed('listCaseAttachments', attached),
    lastAttachments: single('lastAttachments', attached),
    caseUploads: single('caseUploads', prepared),
    completedUpload: single('completedUpload', withBytes),
    abortedUpload: single('abortedUpload', prepared),
    caseLinks: listed('listCaseLinks', () => linked('related')),
    lastLinks: single('lastLinks', () => linked('dependency')),
    casePairs: async () => {
      const [caseID, other] = await cases();
      return caseID === undefined || other === undefined ? [] : [{ caseID, other }];
    },
    caseWatchers: listed('listCaseWatchers', () => watcher('email')),
    ownWatchers: single('ownWatchers', () => watcher('email')),
    lastWatchers: single('lastWatchers', () => watcher('sms')),
    contactWatchers: single('contactWatchers', () => watcher('email')),
    caseAccess: listed('listCaseACL', () => granted('read')),
    lastAccess: single('lastAccess', () => granted('write')),
    caseWorkflows: listed('listWorkflows', () => requested('escalation')),
    requestedWorkflow: single('requestedWorkflow', () => requested('tuning')),
    caseFields: listed('listCaseFields', () => field('ticket')),
    lastFields: single('lastFields', () => field('reference')),
  };
}
