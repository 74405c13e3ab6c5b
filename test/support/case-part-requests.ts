/** Requests about parts of a case that succeed for a caller who may do everything, and the parts that they are about. */
import type { Service } from './service.ts';

const caseID = '12342345';

export interface CaseParts {
  readonly attachment: string;
  readonly upload: string;
  readonly link: string;
  readonly watcher: string;
  readonly access: string;
}

export const noParts: CaseParts = { attachment: 'x', upload: 'x', link: 'x', watcher: 'x', access: 'x' };

const textFile = { data: 'QQ==', mimeType: 'text/plain', name: 'a.txt' };
/** The sha256 of no bytes at all. */
const noBytes = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Adds one part of each kind to the case. */
export async function addParts({ ask }: Pick<Service, 'ask'>, key: string): Promise<CaseParts> {
  const add = async (method: string, path: string, body: unknown): Promise<string> =>
    String((await ask(`/cases/v2/case/${caseID}/${path}`, { key, method, body })).data?.id ?? 'x');
  await add('PUT', 'workflows/escalation/request', {});
  await add('PUT', 'fields/ticket', { valuesToSet: ['4711'] });
  return {
    attachment: await add('POST', 'attachments', textFile),
    upload: await add('POST', 'attachments/prepare', { mimeType: 'text/plain', name: 'b.txt' }),
    link: await add('POST', 'links/12342346', { type: 'related' }),
    watcher: await add('POST', 'watchers', { userOrGroup: '1' }),
    access: await add('POST', 'access', { userOrGroup: '1', addWatcher: false }),
  };
}

export function casePartRequests({ attachment, upload, link, watcher, access }: CaseParts) {
  const ofCase = { params: { caseID } };
  const ofAttachment = { params: { caseID, attachmentID: attachment } };
  const ofUpload = { params: { caseID, attachmentID: upload } };
  const ofWatcher = { params: { caseID, watcherID: watcher } };
  const ofWorkflow = { params: { caseID, workflow: 'escalation' } };
  const ofField = { params: { caseID, field: 'ticket' } };
  return {
    listCaseAttachments: ofCase,
    getAttachment: ofAttachment,
    downloadAttachment: ofAttachment,
    deleteAttachment: ofAttachment,
    addAttachment: { ...ofCase, body: textFile },
    uploadAttachment: { params: { caseID, filename: 'a.txt' } },
    prepareAttachment: { ...ofCase, body: { mimeType: 'text/plain', name: 'a.txt' } },
    uploadAttachmentFragment: { params: { ...ofUpload.params, idx: '0' } },
    completeAttachment: { ...ofUpload, body: { sha256: noBytes } },
    abortAttachment: ofUpload,
    listCaseLinks: ofCase,
    addCaseLink: { params: { caseID, linkToCaseID: '12342346' }, body: { type: 'duplicate' } },
    deleteCaseLink: { params: { caseID, linkID: link } },
    listCaseWatchers: ofCase,
    addCaseWatcher: { ...ofCase, body: { type: 'email' } },
    updateWatcherSettings: { ...ofCase, body: { defaultWatchers: true } },
    updateCaseWatcher: { ...ofWatcher, body: { verbose: true } },
    removeCaseWatcher: ofWatcher,
    removeCaseContactWatcher: { params: { caseID, contactID: '1' } },
    currentUserWatcherStatus: { ...ofCase, body: { email: true } },
    removeCurrentUserWatcher: ofCase,
    listCaseACL: ofCase,
    changeAccessSettings: { ...ofCase, body: { accessMode: 'roleBased' } },
    grantAccess: { ...ofCase, body: { userOrGroup: '1', addWatcher: false } },
    removeAccess: { params: { caseID, aclEntryID: access } },
    listWorkflows: ofCase,
    requestWorkflow: { ...ofWorkflow, body: {} },
    acknowledgeWorkflow: { ...ofWorkflow, body: {} },
    updateWorkflow: { ...ofWorkflow, body: { externalReference: 'x' } },
    listCaseFields: ofCase,
    getCaseField: ofField,
    setField: { ...ofField, body: { valuesToSet: ['4711'] } },
    clearField: ofField,
    getCaseService: { params: { id: caseID }, ofOneCustomer: true },
  };
}
