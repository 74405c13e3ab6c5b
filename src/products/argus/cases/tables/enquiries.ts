/** Rows of enquiries of cases, of which there are none. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import { inQuery, rowsById } from '../../common/row-facts.ts';
import { casePath, caseWrite, readOfCase } from './facts.ts';

const enquiry = `${casePath}/enquiries/{enquiryID}`;
const params = 'argus/case-enquiry-params.schema.json';
const noExample = { parameterSources: {} } as const;

export const enquiryRows = rowsById(readOfCase, {
  listEnquiries: {
    method: 'GET',
    path: `${casePath}/enquiries`,
    summary: 'List enquiries of a case; there are none',
    evidence: 'assumed',
    params: 'argus/case-params.schema.json',
    query: 'argus/enquiry-query.schema.json',
    data: 'argus/enquiries.schema.json',
    ...inQuery,
  },
  getEnquiryClientValidationCode: {
    method: 'GET',
    path: `${casePath}/enquiries/clientValidationCode`,
    summary: 'Get the code that checks answers to an enquiry; there is none',
    evidence: 'assumed',
    params: 'argus/case-params.schema.json',
    query: 'argus/enquiry-code-query.schema.json',
    ...noExample,
  },
  getEnquiry: {
    method: 'GET',
    path: enquiry,
    summary: 'Get an enquiry of a case; there is none',
    evidence: 'assumed',
    params,
    ...noExample,
  },
});

export const enquiryWriteRows = rowsById(caseWrite, {
  answerEnquiry: {
    method: 'PUT',
    path: `${enquiry}/answer`,
    summary: 'Answer an enquiry of a case; there is none',
    evidence: 'assumed',
    params,
    body: 'argus/enquiry-answer.schema.json',
    ...noExample,
  },
  rejectEnquiry: {
    method: 'PUT',
    path: `${enquiry}/reject`,
    summary: 'Reject an enquiry of a case; there is none',
    evidence: 'assumed',
    params,
    body: 'argus/enquiry-answer.schema.json',
    ...noExample,
  },
  deleteEnquiry: {
    method: 'DELETE',
    path: enquiry,
    summary: 'Delete an enquiry of a case; there is none',
    evidence: 'assumed',
    params,
    ...noExample,
  },
});
