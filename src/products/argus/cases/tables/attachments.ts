/** Rows of attachments of cases. Source: docs/contract/argus.md §14.0.3, §14.0.4; names of streamed and fragmented uploads are assumed. */
import { inQuery, rowsById } from '../../common/row-facts.ts';
import { casePath, caseWrite, partOf, readOfCase } from './facts.ts';

const attachments = `${casePath}/attachments`;
const attachment = `${attachments}/{attachmentID}`;
const ofAttachment = partOf('caseAttachments', { attachmentID: 'id' });
const ofUpload = partOf('caseUploads', { attachmentID: 'id' });
/** A file of the largest size in base64, and what is said of it. */
const mostBytes = 8 * 1_048_576;

export const attachmentRows = rowsById(readOfCase, {
  listCaseAttachments: {
    method: 'GET',
    path: attachments,
    summary: 'List attachments of a case',
    params: 'argus/case-params.schema.json',
    query: 'argus/case-page-query.schema.json',
    data: 'argus/case-attachments.schema.json',
    ...inQuery,
    parameterSources: partOf('caseAttachments', {}),
  },
  getAttachment: {
    method: 'GET',
    path: attachment,
    summary: 'Get an attachment of a case, without its bytes',
    params: 'argus/case-attachment-params.schema.json',
    data: 'argus/case-attachment.schema.json',
    itemOf: ['listCaseAttachments'],
    parameterSources: ofAttachment,
  },
  downloadAttachment: {
    method: 'GET',
    path: `${attachment}/download`,
    summary: 'Get the bytes of an attachment, in its own media type',
    params: 'argus/case-attachment-params.schema.json',
    query: 'argus/case-download-query.schema.json',
    data: 'argus/case-attachment-bytes.schema.json',
    produces: ['*/*'],
    parameterSources: ofAttachment,
  },
});

export const attachmentWriteRows = rowsById(caseWrite, {
  addAttachment: {
    method: 'POST',
    path: attachments,
    summary: 'Add an attachment to a case',
    params: 'argus/case-params.schema.json',
    body: 'argus/case-attachment-request.schema.json',
    data: 'argus/case-attachment.schema.json',
    successes: [201],
    mostBytes,
    examples: { body: { data: 'QQ==', mimeType: 'text/plain', name: 'a.txt' } },
  },
  deleteAttachment: {
    method: 'DELETE',
    path: attachment,
    summary: 'Delete an attachment of a case',
    params: 'argus/case-attachment-params.schema.json',
    data: 'argus/case-attachment.schema.json',
    parameterSources: partOf('lastAttachments', { attachmentID: 'id' }),
  },
  uploadAttachment: {
    method: 'POST',
    path: `${attachments}/upload/{filename}`,
    summary: 'Add an attachment whose bytes are the body',
    evidence: 'assumed',
    params: 'argus/case-upload-params.schema.json',
    query: 'argus/case-upload-query.schema.json',
    data: 'argus/case-attachment.schema.json',
    consumes: 'bytes',
    mostBytes,
    parameterSources: { ...caseWrite.parameterSources, filename: 'a.bin' },
  },
  prepareAttachment: {
    method: 'POST',
    path: `${attachments}/prepare`,
    summary: 'Prepare an attachment whose bytes come in fragments',
    evidence: 'assumed',
    params: 'argus/case-params.schema.json',
    body: 'argus/case-attachment-preparation.schema.json',
    data: 'argus/case-attachment.schema.json',
    examples: { body: { mimeType: 'text/plain', name: 'a.txt' } },
  },
  uploadAttachmentFragment: {
    method: 'POST',
    path: `${attachment}/fragment/{idx}`,
    summary: 'Send a fragment of an attachment, which is the body',
    evidence: 'assumed',
    params: 'argus/case-fragment-params.schema.json',
    data: 'argus/case-attachment.schema.json',
    consumes: 'bytes',
    mostBytes,
    parameterSources: { ...ofUpload, idx: '0' },
  },
  completeAttachment: {
    method: 'POST',
    path: `${attachment}/complete`,
    summary: 'Complete an attachment of which all fragments came',
    evidence: 'assumed',
    params: 'argus/case-attachment-params.schema.json',
    body: 'argus/case-upload-completion.schema.json',
    data: 'argus/case-attachment.schema.json',
    parameterSources: partOf('completedUpload', { attachmentID: 'id' }),
    examples: { body: { sha256: { $from: 'completedUpload', member: 'digest' } } },
  },
  abortAttachment: {
    method: 'DELETE',
    path: `${attachment}/abort`,
    summary: 'Give up an attachment that is not complete',
    evidence: 'assumed',
    params: 'argus/case-attachment-params.schema.json',
    data: 'argus/case-attachment.schema.json',
    parameterSources: partOf('abortedUpload', { attachmentID: 'id' }),
  },
});
