/** Attachments of cases: added whole or in fragments, and deleted. Source: docs/contract/argus.md §14.0.4. */
import { Buffer } from 'node:buffer';
import type { Applier } from '../../../../state/state.ts';
import type { PartFlag } from '../records/names.ts';
import { isDeleted, withFlag, type AttachmentRecord, type Tables } from '../records/records.ts';
import { uploadTable, type UploadRecord } from '../records/uploads.ts';
import { onCase } from './apply.ts';
import { deedOf, type Draft } from './draft.ts';

/** What is said of a file beside its bytes. */
export interface AttachmentFacts {
  readonly name: string;
  readonly mimeType: string;
  readonly isInternal: boolean;
  readonly isPrepared: boolean;
  /** Null for what is no encrypted zip. */
  readonly zipPassword: string | null;
  readonly originEmailAddress: string | null;
}

export interface NewAttachment extends AttachmentFacts {
  readonly size: number;
  readonly sha256: string;
  /** Base64. */
  readonly data: string;
}

const flagsOfFacts = ({ isInternal, isPrepared, zipPassword, originEmailAddress }: AttachmentFacts): PartFlag[] => [
  ...(isInternal ? (['INTERNAL'] as const) : []),
  ...(isPrepared ? (['PREPARED'] as const) : []),
  ...(zipPassword === null ? [] : (['ZIP_ENCRYPTED'] as const)),
  ...(originEmailAddress === null ? [] : (['MAIL_UPDATE'] as const)),
];

function attach(draft: Draft, given: NewAttachment, id?: string): string {
  const { name, mimeType, size, sha256, data, zipPassword, originEmailAddress } = given;
  const part = draft.newPart(flagsOfFacts(given));
  const attachment: AttachmentRecord = {
    ...part,
    id: id ?? part.id,
    name,
    mimeType,
    size,
    sha256,
    data,
    zipPassword,
    originEmailAddress,
  };
  draft.file.attachments.push(attachment);
  countBytes(draft.overlay, size);
  draft.note({ field: 'setFlag', objectType: 'attachment', value: name, object: { id: attachment.id, name } });
  return attachment.id;
}

const add = onCase<NewAttachment>(
  'addCaseAttachment',
  (draft, given) => attach(draft, given),
  ({ isInternal }) => isInternal,
);

/** Its bytes go; what it was stays to be read. */
const remove = onCase<{ readonly id: string }>(
  'deleteCaseAttachment',
  (draft, { id }) => {
    const attachment = draft.file.attachments.find((one) => one.id === id && !isDeleted(one));
    if (attachment === undefined) return null;
    attachment.flags = withFlag(attachment.flags, 'DELETED');
    attachment.data = '';
    countBytes(draft.overlay, -attachment.size);
    const { name } = attachment;
    draft.note({ field: 'setFlag', objectType: 'attachment', value: 'DELETED', previousObject: { id, name } });
    return id;
  },
  ({ id }, { file }) => file.attachments.find((one) => one.id === id)?.flags.includes('INTERNAL') === true,
);

/** An attachment whose bytes are still to come: its case does not know of it yet. */
const prepare: Applier = (overlay, command, seq) => {
  const { case: caseID, ...facts } = command.data as unknown as AttachmentFacts & { readonly case: number };
  const id = deedOf(overlay, command, seq).nextId();
  const upload: UploadRecord = { ...facts, id, case: caseID, by: command.account, at: command.at, fragments: {} };
  uploadTable(overlay).set(id, upload);
  return id;
};

/** A fragment that comes again replaces the first. */
const fragment: Applier = (overlay, command) => {
  const { id, index, data } = command.data as { readonly id: string; readonly index: number; readonly data: string };
  const upload = uploadTable(overlay).get(id);
  if (upload === undefined) return null;
  countBytes(overlay, sizeOfFragment(data) - sizeOfFragment(upload.fragments[index] ?? ''));
  upload.fragments[index] = data;
  uploadTable(overlay).set(id, upload);
  return id;
};

interface CompleteUpload {
  readonly id: string;
  readonly size: number;
  readonly sha256: string;
}

const complete = onCase<CompleteUpload>(
  'addCaseAttachment',
  (draft, { id, size, sha256 }) => {
    const uploads = uploadTable(draft.overlay);
    const upload = uploads.get(id);
    if (upload === undefined) return null;
    uploads.delete(id);
    countBytes(draft.overlay, -sizeOfUpload(upload));
    return attach(draft, { ...upload, size, sha256, data: bytesOfUpload(upload).toString('base64') }, id);
  },
  ({ id }, { file }) => file.attachments.find((one) => one.id === id)?.flags.includes('INTERNAL') === true,
);

const abort: Applier = (overlay, command) => {
  const { id } = command.data as { readonly id: string };
  const upload = uploadTable(overlay).get(id);
  if (upload === undefined) return null;
  countBytes(overlay, -sizeOfUpload(upload));
  uploadTable(overlay).delete(id);
  return id;
};

/** The fragments that came, one after another. */
export const bytesOfUpload = ({ fragments }: UploadRecord): Buffer =>
  Buffer.concat(
    Object.keys(fragments)
      .map(Number)
      .sort((one, other) => one - other)
      .map((index) => Buffer.from(fragments[index] ?? '', 'base64')),
  );

const sizeOfFragment = (data: string): number => Buffer.byteLength(data, 'base64');

/** How many bytes have come. */
export const sizeOfUpload = ({ fragments }: UploadRecord): number =>
  Object.values(fragments).reduce((sum, data) => sum + sizeOfFragment(data), 0);

/** The bytes of all attachments and uploads, under one name. */
const bytesTable = ({ table }: Tables) => table<number>('argus/attached-bytes');

function countBytes(overlay: Tables, more: number): void {
  bytesTable(overlay).set('all', attachedBytes(overlay) + more);
}

/** Bytes of all attachments and uploads that there are. */
export const attachedBytes = (tables: Tables): number => bytesTable(tables).get('all') ?? 0;

export const attachmentAppliers = {
  'argus/case/attachment/add': add,
  'argus/case/attachment/delete': remove,
  'argus/case/upload/prepare': prepare,
  'argus/case/upload/fragment': fragment,
  'argus/case/upload/complete': complete,
  'argus/case/upload/abort': abort,
} as const;
