/** Enquiries of cases: there are none, since how one is answered with is not published. Source: docs/contract/argus.md §14. */
import { notThere, pageAnswer } from '../common/answers.ts';
import type { EnquiryQuery } from '../generated/types.ts';
import type { ArgusReader } from '../services/services.ts';
import { caseToRead, caseToWrite } from './find.ts';

export const listEnquiries: ArgusReader = (services, call) => {
  caseToRead(services.simulation, call);
  return pageAnswer(services, call.query as EnquiryQuery, [], () => null);
};

export const getEnquiry: ArgusReader = ({ simulation }, call) => {
  caseToRead(simulation, call);
  throw notThere('Enquiry');
};

/** Answering, rejecting and deleting one. */
export const changeEnquiry: ArgusReader = ({ simulation }, call) => {
  caseToWrite(simulation, call);
  throw notThere('Enquiry');
};
