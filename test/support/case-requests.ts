/** For each operation of cases a request that succeeds, on one case of customer demo, for tests that ask every operation. */
import { addParts, casePartRequests, noParts, type CaseParts } from './case-part-requests.ts';
import type { Service } from './service.ts';

export const demoCase = '12342345';
const path = `/cases/v2/case`;

export const newCase = {
  subject: 'Unusual traffic',
  description: 'Seen tonight.',
  service: 'ids',
  type: 'securityIncident',
  customer: 'demo',
};

/** Ids of parts of the case, and of other cases that requests need. */
export interface CaseIds {
  readonly comment: string;
  readonly tag: string;
  readonly transaction: string;
  /** A case that was prepared, and one that was not published. */
  readonly prepared: string;
  readonly unpublished: string;
  readonly parts: CaseParts;
}

export const noCaseIds: CaseIds = {
  comment: 'x',
  tag: 'x',
  transaction: 'x',
  prepared: '1',
  unpublished: '1',
  parts: noParts,
};

/** Reads ids, and makes what there is not yet. */
export async function caseIdsOf({ ask }: Pick<Service, 'ask'>, key: string): Promise<CaseIds> {
  const part = async (list: string): Promise<string> =>
    (await ask(`${path}/${demoCase}/${list}`, { key })).data?.[0]?.id ?? 'x';
  const made = async (below: string, body: object): Promise<string> =>
    String((await ask(`${path}${below}`, { key, body })).data?.id ?? 1);
  return {
    comment: await part('comments'),
    tag: await part('tags'),
    transaction: await part('history'),
    prepared: await made('/prepare', {}),
    unpublished: await made('', { ...newCase, publish: false }),
    parts: await addParts({ ask }, key),
  };
}

export interface CaseRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Whether it is about one customer's things, where its path does not say so. */
  readonly ofOneCustomer?: boolean;
  /** Where there never is such a thing: the template of the 404. */
  readonly ofNothing?: string;
}

/** By operation id. */
export function caseRequests(ids: CaseIds): Readonly<Record<string, CaseRequest>> {
  const caseID = demoCase;
  const ofEnquiry = { params: { caseID }, ofNothing: 'enquiry.not.found' };
  const whole = { params: { id: caseID }, ofOneCustomer: true };
  return {
    ...casePartRequests(ids.parts),
    getCaseMetadataById: whole,
    listEnquiries: { params: { caseID } },
    getEnquiry: ofEnquiry,
    getEnquiryClientValidationCode: ofEnquiry,
    answerEnquiry: ofEnquiry,
    rejectEnquiry: ofEnquiry,
    deleteEnquiry: ofEnquiry,
    reindexCase: { params: { caseID } },
    createCase: { body: newCase, ofOneCustomer: true },
    prepareCase: { body: {} },
    createPreparedCase: { params: { caseID: ids.prepared }, body: newCase, ofOneCustomer: true },
    abortPreparedCase: { params: { caseID: ids.prepared }, ofOneCustomer: false },
    updateCase: { ...whole, body: { customerReference: 'T-1' } },
    closeCase: { params: { caseID }, body: { comment: 'Done.' } },
    publishCase: { params: { caseID: ids.unpublished }, body: {} },
    moveCase: { ...whole, body: { type: 'change' } },
    deleteCase: whole,
    mergeCases: { params: { mergeInto: caseID, mergeFrom: '12342360' }, body: {}, ofOneCustomer: true },
    listCaseHistory: { params: { caseID } },
    getCaseTransaction: { params: { caseID, transactionID: ids.transaction } },
    listTransactionNotifications: { params: { caseID, transactionID: ids.transaction } },
    getCaseCommentNotifications: { params: { caseID, commentID: ids.comment } },
    listCaseSeenStatus: { params: { caseID } },
    registerCaseSeen: { params: { caseID }, body: {} },
    listCaseComments: { params: { caseID } },
    getCaseComment: { params: { caseID, commentID: ids.comment } },
    addComment: { params: { caseID }, body: { comment: 'Seen.' } },
    editComment: { params: { caseID, commentID: ids.comment }, body: { comment: 'Seen.' } },
    deleteComment: { params: { caseID, commentID: ids.comment } },
    listCaseTags: { params: { caseID } },
    addCaseTag: { params: { caseID }, body: { tags: ['ticket/4711'] } },
    removeCaseTagById: { params: { caseID, tagID: ids.tag } },
    removeCaseTagByKeyValue: { params: { caseID, key: 'attack-category', value: 'callback-traffic' } },
  };
}
