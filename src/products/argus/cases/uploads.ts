/** Attachments in fragments: prepared, sent, completed or aborted. Source: docs/contract/argus.md §14.0.4. */
import { Buffer } from 'node:buffer';
import { isoUtc } from '../../../kernel/clock.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { ApiError } from '../../../kernel/fault.ts';
import { notThere, oneAnswer } from '../common/answers.ts';
import { semanticProblem } from '../common/invalid.ts';
import type { CaseAttachment, CaseAttachmentPreparation, CaseUploadCompletion } from '../generated/types.ts';
import type { ArgusHandler, ArgusReader } from '../services/services.ts';
import {
  attachmentAnswer,
  attachmentIn,
  attachmentModel,
  checkRoom,
  attachmentFacts,
  sha256Of,
} from './attachments.ts';
import { userAt } from './case-model.ts';
import { bytesOfUpload, sizeOfUpload, type AttachmentFacts } from './changes/attachments.ts';
import { caseToRead, caseToWrite, type FoundCase } from './find.ts';
import { uploadTable, type UploadRecord } from './records/uploads.ts';
import { notificationOf, writeCase } from './write.ts';

/** Uploads at once in all cases; assumed, like the rest of the limits. */
const mostUploads = 256;

export const getAttachment: ArgusReader = ({ simulation }, call) => {
  const found = caseToRead(simulation, call);
  const attachment = attachmentIn(found, call);
  if (attachment !== undefined) return oneAnswer(attachmentModel(simulation.world, attachment));
  return oneAnswer(uploadModel(simulation, uploadIn(simulation, found, call.params['attachmentID'])));
};

/** An attachment that is not complete has the flag INCOMPLETE, and the size that came. */
function uploadModel({ world }: Simulation, upload: UploadRecord): CaseAttachment {
  const { id, at, by, name, mimeType, zipPassword, originEmailAddress } = upload;
  return {
    id,
    addedTime: isoUtc(at),
    addedTimestamp: at,
    addedByUser: userAt(world, by),
    name,
    mimeType,
    size: sizeOfUpload(upload),
    sha256: null,
    flags: [
      'INCOMPLETE',
      ...(upload.isInternal ? (['INTERNAL'] as const) : []),
      ...(upload.isPrepared ? (['PREPARED'] as const) : []),
      ...(zipPassword === null ? [] : (['ZIP_ENCRYPTED'] as const)),
    ],
    encryptedZipPassword: zipPassword,
    originEmailAddress,
  };
}

/** Throws 404 for an upload that the case does not have. */
function uploadIn({ state }: Simulation, { entry, isTech }: FoundCase, id = ''): UploadRecord {
  const upload = uploadTable(state).get(id.toLowerCase());
  if (upload?.case !== entry.id || (upload.isInternal && !isTech)) throw notThere('Attachment');
  return upload;
}

export const prepareAttachment: ArgusHandler = async (services, call) => {
  const { simulation } = services;
  const body = call.body as unknown as CaseAttachmentPreparation;
  const found = caseToWrite(simulation, call);
  if (uploadTable(simulation.state).size >= mostUploads)
    throw new ApiError(412, [{ message: 'There are too many uploads', template: 'attachment.no.room', field: null }]);
  const { mimeType, name } = body;
  const facts: AttachmentFacts = { ...attachmentFacts(services, found, body), mimeType, name };
  const id = await writeCase(services, call.principal, 'argus/case/upload/prepare', {
    ...facts,
    case: found.entry.id,
  });
  return oneAnswer(uploadModel(simulation, uploadIn(simulation, found, String(id))));
};

export const uploadAttachmentFragment: ArgusHandler = async (services, call) => {
  const { simulation } = services;
  const found = caseToWrite(simulation, call);
  const upload = uploadIn(simulation, found, call.params['attachmentID']);
  const bytes = Buffer.from(call.text, 'latin1');
  const index = Number(call.params['idx']);
  const { [index]: _, ...others } = upload.fragments;
  checkRoom(services, sizeOfUpload({ ...upload, fragments: others }) + bytes.length, bytes.length);
  await writeCase(services, call.principal, 'argus/case/upload/fragment', {
    id: upload.id,
    index,
    data: bytes.toString('base64'),
  });
  return oneAnswer(uploadModel(simulation, uploadIn(simulation, found, upload.id)));
};

/** The bytes must be those that the client counted; a fragment that is missing is told by that. */
export const completeAttachment: ArgusHandler = async (services, call) => {
  const { simulation, invalid } = services;
  const body = call.body as unknown as CaseUploadCompletion;
  const found = caseToWrite(simulation, call);
  const upload = uploadIn(simulation, found, call.params['attachmentID']);
  const bytes = bytesOfUpload(upload);
  const sha256 = sha256Of(bytes);
  if (sha256 !== body.sha256.toLowerCase()) throw invalid([semanticProblem('body', ['sha256'], body.sha256)]);
  await writeCase(services, call.principal, 'argus/case/upload/complete', {
    case: found.entry.id,
    notification: notificationOf(body.notification),
    id: upload.id,
    size: bytes.length,
    sha256,
  });
  return attachmentAnswer(services, call, upload.id);
};

export const abortAttachment: ArgusHandler = async (services, call) => {
  const { simulation } = services;
  const found = caseToWrite(simulation, call);
  const upload = uploadIn(simulation, found, call.params['attachmentID']);
  await writeCase(services, call.principal, 'argus/case/upload/abort', { id: upload.id });
  const { flags, ...model } = uploadModel(simulation, upload);
  return oneAnswer({ ...model, flags: [...flags, 'DELETED'] } satisfies CaseAttachment);
};
