/** Rows of the history of cases, and of who has seen them. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import { inQuery, rowsById } from '../../common/row-facts.ts';
import { casePath, caseWrite, partOf, readOfCase } from './facts.ts';

const transaction = `${casePath}/history/{transactionID}`;
const ofTransaction = {
  params: 'argus/case-transaction-params.schema.json',
  parameterSources: partOf('caseTransactions', { transactionID: 'id' }),
} as const;
const notifications = {
  query: 'argus/case-page-query.schema.json',
  data: 'argus/case-notifications.schema.json',
  evidence: 'assumed',
} as const;

export const historyRows = rowsById(
  { ...readOfCase, method: 'GET' },
  {
    listCaseHistory: {
      path: `${casePath}/history`,
      summary: 'List what was done to a case',
      params: 'argus/case-params.schema.json',
      query: 'argus/case-history-query.schema.json',
      data: 'argus/case-transactions.schema.json',
      refusals: [401, 403, 412],
      ...inQuery,
      sortKeys: ['timestamp'],
      parameterSources: partOf('caseTransactions', {}),
    },
    getCaseTransaction: {
      ...ofTransaction,
      path: transaction,
      summary: 'Get one thing that was done to a case',
      data: 'argus/case-transaction.schema.json',
      itemOf: ['listCaseHistory'],
    },
    listTransactionNotifications: {
      ...ofTransaction,
      ...notifications,
      parameterSources: partOf('toldTransactions', { transactionID: 'id' }),
      path: `${transaction}/notifications`,
      summary: 'List whom something that was done to a case was told',
      ...inQuery,
    },
    getCaseCommentNotifications: {
      ...notifications,
      path: `${casePath}/comments/{commentID}/notifications`,
      summary: 'List whom a comment of a case was told',
      params: 'argus/case-comment-params.schema.json',
      parameterSources: partOf('toldComments', { commentID: 'id' }),
      ...inQuery,
    },
    listCaseSeenStatus: {
      path: `${casePath}/seen`,
      summary: 'List who has seen a case',
      params: 'argus/case-params.schema.json',
      query: 'argus/case-page-query.schema.json',
      data: 'argus/case-seen-list.schema.json',
      ...inQuery,
    },
  },
);

export const seenRows = rowsById(caseWrite, {
  registerCaseSeen: {
    method: 'PUT',
    path: `${casePath}/seen`,
    summary: 'Say that the caller has seen a case',
    params: 'argus/case-params.schema.json',
    body: 'argus/case-preparation.schema.json',
    data: 'argus/case-seen.schema.json',
  },
});
