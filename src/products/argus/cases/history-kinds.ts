/** What kinds of change the history of a case can be asked for: the operations and fields that each stands for, which are assumed. */
import type { CaseHistoryQuery } from '../generated/types.ts';
import type { CaseOperation, ChangeField } from './records/names.ts';
import type { TransactionRecord } from './records/records.ts';

export type HistoryKind = NonNullable<CaseHistoryQuery['type']>[number];

interface Meaning {
  readonly operations?: readonly CaseOperation[];
  readonly fields?: readonly ChangeField[];
}

const meanings: Readonly<Record<HistoryKind, Meaning>> = {
  status: { operations: ['closeCase', 'publishCase'], fields: ['status'] },
  priority: { fields: ['priority'] },
  description: { fields: ['description', 'subject'] },
  category: { operations: ['moveCase'], fields: ['category', 'service', 'type'] },
  assignments: { fields: ['assignedUserID', 'assignedTechID', 'reporterID'] },
  comments: { operations: ['addCaseComment', 'editCaseComment', 'deleteCaseComment'], fields: ['addComment'] },
  enquiries: {},
  attachments: { operations: ['addCaseAttachment', 'deleteCaseAttachment'] },
  access: { operations: ['updateCaseAccessSettings', 'grantCaseAccess', 'revokeCaseAccess'], fields: ['accessMode'] },
  fields: { operations: ['setCaseField', 'clearCaseField'], fields: ['fieldAdded', 'fieldRemoved'] },
  links: { operations: ['addCaseLink', 'deleteCaseLink', 'mergeCases'], fields: ['addLink'] },
  workflow: { operations: ['requestWorkflow', 'acknowledgeWorkflow', 'updateWorkflow'], fields: ['updateWorkflow'] },
  watchers: {
    operations: ['addCaseWatcher', 'updateCaseWatcher', 'deleteCaseWatcher', 'currentUser', 'updateWatcherSettings'],
    fields: ['addWatcher'],
  },
  events: { operations: ['eventAssociated', 'eventUnassociated'], fields: ['associatedEvent'] },
};

export function isOfKind(kind: HistoryKind, { operation, changes }: TransactionRecord): boolean {
  const { operations = [], fields = [] } = meanings[kind];
  return operations.includes(operation) || changes.some(({ field }) => fields.includes(field));
}
