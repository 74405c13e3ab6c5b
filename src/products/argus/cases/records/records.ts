/** What is kept of a case beside the World's own record of it: plain data, users by the index of their account, times in epoch milliseconds. */
import type { Json } from '../../../../kernel/schema.ts';
import type { Severity } from '../../../../model/detection.ts';
import type { OverlayTable } from '../../../../state/overlay.ts';
import type {
  AccessLevel,
  AccessMode,
  CaseFlag,
  CaseOperation,
  CaseType,
  ChangeField,
  ChangeObject,
  PartFlag,
  ShownStatus,
  TextFormat,
} from './names.ts';

/** A part of a case: who added it and when. Nothing is ever taken out; what was deleted has the flag DELETED. */
export interface CasePart {
  /** A uuid. */
  readonly id: string;
  readonly addedAt: number;
  readonly addedBy: number;
  flags: readonly PartFlag[];
}

export interface CommentRecord extends CasePart {
  readonly text: string;
  readonly textFormat: TextFormat;
  /** When it was edited or deleted; null for never. */
  updatedAt: number | null;
  /** Of the case, after the comment. */
  readonly status: ShownStatus;
  readonly priority: Severity;
  readonly originEmailAddress: string | null;
  readonly attachments: readonly string[];
  /** Comments that it replies to, and that replace it or are replaced by it, by id. */
  readonly replyTo: string | null;
  readonly replaces: string | null;
  replacedBy: string | null;
}

export interface TagRecord extends CasePart {
  readonly key: string;
  readonly value: string;
}

export interface AttachmentRecord extends CasePart {
  readonly name: string;
  readonly mimeType: string;
  readonly size: number;
  readonly sha256: string;
  /** Base64; empty once it was deleted. */
  data: string;
  readonly zipPassword: string | null;
  readonly originEmailAddress: string | null;
}

export interface LinkRecord extends CasePart {
  readonly type: 'merged' | 'subcase' | 'related' | 'duplicate' | 'dependency';
  /** Ids of cases. Both ends keep the link. */
  readonly parentCase: number;
  readonly linkedCase: number;
}

export interface WatcherRecord extends CasePart {
  readonly type: 'sms' | 'email';
  readonly role: 'contact' | 'watcher';
  readonly user: number;
  readonly destination: string;
  /** Null for a watcher that was added to this very case. */
  readonly defaultWatcher: string | null;
}

export interface AclRecord extends CasePart {
  readonly user: number;
  readonly level: AccessLevel;
}

export interface WorkflowRecord extends CasePart {
  readonly workflow: string;
  requestComment: string | null;
  acknowledgedComment: string | null;
  acknowledgedBy: number | null;
  acknowledgedAt: number | null;
  externalReference: string | null;
}

/** A change of a transaction; values as text, objects as the answer shows them. */
export interface ChangeRecord {
  readonly id: string;
  readonly field: ChangeField;
  readonly objectType: ChangeObject;
  readonly value: string | null;
  readonly previousValue: string | null;
  readonly object: Json;
  readonly previousObject: Json;
}

export interface NotificationRecord {
  readonly id: string;
  readonly type: 'sms' | 'email';
  readonly destination: string;
  /** The watcher that it went to; null for an extra recipient. */
  readonly watcher: string | null;
}

export interface TransactionRecord {
  readonly id: string;
  readonly operation: CaseOperation;
  readonly at: number;
  readonly by: number;
  /** True for what only the operations centre sees, such as an internal comment. */
  readonly isInternal: boolean;
  readonly isSilent: boolean;
  readonly changes: readonly ChangeRecord[];
  readonly notifications: readonly NotificationRecord[];
}

/** All of a case that the World's record does not say; `fileOf` in case-file.ts makes it, and only appliers write to it. */
export interface CaseFile {
  type: CaseType;
  readonly initialStatus: ShownStatus;
  readonly initialPriority: Severity;
  accessMode: AccessMode;
  descriptionTextFormat: TextFormat;
  descriptionAt: number;
  customerReference: string | null;
  reporter: number;
  assignedUser: number | null;
  assignedTech: number | null;
  readonly createdBy: number;
  updatedAt: number;
  updatedBy: number;
  closedBy: number | null;
  publishedAt: number | null;
  publishedBy: number | null;
  customerDue: number | null;
  techDue: number | null;
  /** When an event was last associated by a command; null for none. */
  eventAt: number | null;
  originEmailAddress: string | null;
  hasDefaultWatchers: boolean;
  /** Flags that were set for good; `flagsOf` adds those that follow from the rest. */
  flags: readonly CaseFlag[];
  readonly comments: CommentRecord[];
  readonly tags: TagRecord[];
  readonly attachments: AttachmentRecord[];
  readonly links: LinkRecord[];
  readonly watchers: WatcherRecord[];
  readonly acl: AclRecord[];
  readonly workflows: WorkflowRecord[];
  /** Custom fields by short name. */
  readonly fields: Record<string, Json>;
  readonly transactions: TransactionRecord[];
  /** When users last saw it, by account. */
  readonly seen: Record<number, number>;
}

export type Tables = { readonly table: <Value>(name: string) => OverlayTable<Value> };

/** Files of the cases that somebody has written to, by the case's id; the others have none. */
export const fileTable = ({ table }: Tables): OverlayTable<CaseFile> => table('argus/cases');
/** Ids that were reserved for cases to come, with the account that did. */
export const preparedTable = ({ table }: Tables): OverlayTable<{ readonly by: number; readonly at: number }> =>
  table('argus/prepared-cases');

export const isDeleted = ({ flags }: { readonly flags: readonly string[] }): boolean => flags.includes('DELETED');

/** Whether a watcher is one: neither deleted nor an entry that says that somebody is not. */
export const isWatching = ({ flags }: WatcherRecord): boolean =>
  !flags.includes('DELETED') && !flags.includes('NEGATIVE_ENTRY');

/** The flags with one more. */
export const withFlag = <Flag extends string>(flags: readonly Flag[], flag: Flag): readonly Flag[] =>
  flags.includes(flag) ? flags : [...flags, flag];
