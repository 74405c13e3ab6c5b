/** Attachments of cases: listed, read, downloaded, added whole, deleted. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Outcome } from '../../../http/endpoint.ts';
import { ApiError } from '../../../kernel/fault.ts';
import type { World } from '../../../model/world.ts';
import { notThere, pageAnswer } from '../common/answers.ts';
import { isTrue } from '../common/booleans.ts';
import { semanticProblem } from '../common/invalid.ts';
import type {
  CaseAttachment,
  CaseAttachmentPreparation,
  CaseAttachmentRequest,
  CaseDownloadQuery,
  CasePageQuery,
  CaseUploadQuery,
} from '../generated/types.ts';
import type { ArgusHandler, ArgusReader, ArgusServices } from '../services/services.ts';
import { attachedBytes, type AttachmentFacts, type NewAttachment } from './changes/attachments.ts';
import { internally } from './comments.ts';
import { caseToRead, caseToWrite, type FoundCase } from './find.ts';
import { partModel } from './part-models.ts';
import { isDeleted, type AttachmentRecord } from './records/records.ts';
import { notificationOf, writeCase } from './write.ts';

/** The largest file, in bytes. Assumed: the vendor's limits are not public. */
export const mostFileBytes = 4 * 1_048_576;

type Call = Parameters<ArgusHandler>[1];

/** Those that the caller may read, deleted ones among them; what is internal is the operations centre's. */
const attachmentsFor = ({ file, isTech }: FoundCase): readonly AttachmentRecord[] =>
  file.attachments.filter(({ flags }) => isTech || !flags.includes('INTERNAL'));

export const attachmentModel = (world: World, attachment: AttachmentRecord): CaseAttachment => ({
  ...partModel(world, attachment),
  name: attachment.name,
  mimeType: attachment.mimeType,
  size: attachment.size,
  sha256: attachment.sha256,
  flags: attachment.flags as CaseAttachment['flags'],
  encryptedZipPassword: attachment.zipPassword,
  originEmailAddress: attachment.originEmailAddress,
});

export const listCaseAttachments: ArgusReader = (services, call) => {
  const { simulation } = services;
  const attachments = attachmentsFor(caseToRead(simulation, call)).filter((one) => !isDeleted(one));
  return pageAnswer(services, call.query as CasePageQuery, attachments, (one) =>
    attachmentModel(simulation.world, one),
  );
};

/** The attachment that the path names; undefined where there is none, or none that the caller may read. */
export const attachmentIn = (found: FoundCase, { params }: Call): AttachmentRecord | undefined =>
  attachmentsFor(found).find(({ id }) => id === params['attachmentID']?.toLowerCase());

/** Throws 404 for an attachment whose bytes are not there: unknown, deleted, or not yet complete. */
function standing(found: FoundCase, call: Call): AttachmentRecord {
  const attachment = attachmentIn(found, call);
  if (attachment === undefined || isDeleted(attachment)) throw notThere('Attachment');
  return attachment;
}

/** Its bytes as they came, in its own media type. */
export const downloadAttachment: ArgusReader = ({ simulation }, call): Outcome => {
  const { inline } = call.query as CaseDownloadQuery;
  const { name, mimeType, data } = standing(caseToRead(simulation, call), call);
  const disposition = isTrue(inline as boolean | string | undefined, false) ? 'inline' : 'attachment';
  return {
    kind: 'file',
    type: mimeType,
    bytes: Buffer.from(data, 'base64'),
    headers: { 'Content-Disposition': `${disposition}; ${fileNames(name)}` },
  };
};

/** The name in ASCII, and as it is where that differs (RFC 6266). */
function fileNames(name: string): string {
  const plain = name.replace(/[^ !#-[\]-~]/g, '_');
  if (plain === name) return `filename="${name}"`;
  const encoded = Array.from(Buffer.from(name), (byte) =>
    /[\w.-]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded.join('')}`;
}

export const addAttachment: ArgusHandler = async (services, call) => {
  const body = call.body as unknown as CaseAttachmentRequest;
  const found = caseToWrite(services.simulation, call);
  const { mimeType, name } = body;
  const facts = { ...attachmentFacts(services, found, body), mimeType, name };
  const bytes = Buffer.from(body.data, 'base64');
  return { ...(await keepFile(services, call, found, { facts, bytes, notification: body.notification })), status: 201 };
};

/** The bytes are the body; their media type is the request's. */
export const uploadAttachment: ArgusHandler = async (services, call) => {
  const query = call.query as CaseUploadQuery;
  const found = caseToWrite(services.simulation, call);
  const mimeType = typeOf(call.request.headers['content-type']);
  const name = call.params['filename'] ?? '';
  const facts = { ...attachmentFacts(services, found, query), mimeType, name };
  const isSilent = query.skipNotification;
  const notification = { skipEmail: isSilent, skipSMS: isSilent };
  return keepFile(services, call, found, { facts, bytes: Buffer.from(call.text, 'latin1'), notification });
};

const typeOf = (header: string | readonly string[] | undefined): string =>
  typeof header === 'string' && /^[!-.0-~]+\/[!-.0-~]+$/.test(header) ? header : 'application/octet-stream';

/** What a request says of a file. Nothing is encrypted here: a file is an encrypted zip where the client says so. */
export function attachmentFacts(
  { invalid }: ArgusServices,
  found: FoundCase,
  given: Partial<CaseAttachmentPreparation>,
): Omit<AttachmentFacts, 'name' | 'mimeType'> {
  const { encryptedZipMode, encryptedZip, encryptedZipPassword, originEmailAddress } = given;
  const where = 'data' in given || 'name' in given ? 'body' : 'query';
  if (encryptedZipMode === 'server') throw invalid([semanticProblem(where, ['encryptedZipMode'], encryptedZipMode)]);
  const isZip = encryptedZipMode === 'client' || isTrue(encryptedZip as boolean | string | undefined, false);
  return {
    isInternal: internally(found, given.internal as boolean | string | undefined),
    isPrepared: isTrue(given.prepared as boolean | string | undefined, false),
    zipPassword: isZip ? (encryptedZipPassword ?? 'argus') : null,
    originEmailAddress: originEmailAddress ?? null,
  };
}

interface GivenFile {
  readonly facts: AttachmentFacts;
  readonly bytes: Buffer;
  readonly notification: Parameters<typeof notificationOf>[0];
}

async function keepFile(
  services: ArgusServices,
  call: Call,
  found: FoundCase,
  { facts, bytes, notification }: GivenFile,
): Promise<Extract<Outcome, { kind: 'one' }>> {
  checkRoom(services, bytes.length, bytes.length);
  const id = await writeCase<NewAttachment>(services, call.principal, 'argus/case/attachment/add', {
    ...facts,
    case: found.entry.id,
    notification: notificationOf(notification),
    size: bytes.length,
    sha256: sha256Of(bytes),
    data: bytes.toString('base64'),
  });
  return attachmentAnswer(services, call, String(id));
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Throws 412 for a file that is too large, or for which there is no room left. */
export function checkRoom({ simulation }: ArgusServices, fileBytes: number, moreBytes: number): void {
  if (fileBytes > mostFileBytes) throw tooMuch('Attachment is too large', 'attachment.too.large', fileBytes);
  if (attachedBytes(simulation.state) + moreBytes > simulation.state.quota.most('upload-bytes'))
    throw tooMuch('There is no room for more attachments', 'attachment.no.room', moreBytes);
}

const tooMuch = (message: string, template: string, bytes: number): ApiError =>
  new ApiError(412, [{ message, template, field: 'data', parameter: String(bytes) }]);

export const deleteAttachment: ArgusHandler = async (services, call) => {
  const found = caseToWrite(services.simulation, call);
  const { id } = standing(found, call);
  await writeCase(services, call.principal, 'argus/case/attachment/delete', { case: found.entry.id, id });
  return attachmentAnswer(services, call, id);
};

/** An attachment after it was written to. */
export function attachmentAnswer(
  { simulation }: ArgusServices,
  call: Call,
  id: string,
): Extract<Outcome, { kind: 'one' }> {
  const attachment = caseToRead(simulation, call).file.attachments.find((one) => one.id === id);
  if (attachment === undefined) throw notThere('Attachment');
  return { kind: 'one', json: JSON.stringify(attachmentModel(simulation.world, attachment)) };
}
