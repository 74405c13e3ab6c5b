/** Comments of cases: listed, read, added, edited, deleted. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import { accessDenied } from '../access/access.ts';
import { notThere, oneAnswer, pageAnswer } from '../common/answers.ts';
import { isTrue } from '../common/booleans.ts';
import { semanticProblem } from '../common/invalid.ts';
import type { CaseCommentEdit, CaseCommentQuery, CaseCommentRequest, CaseCommentsQuery } from '../generated/types.ts';
import type { ArgusHandler, ArgusReader, ArgusServices } from '../services/services.ts';
import { standingComment, type AddComment, type EditComment } from './changes/comments.ts';
import { caseToRead, caseToWrite, type FoundCase } from './find.ts';
import { commentModel, commentsFor, latestOf } from './part-models.ts';
import { isDeleted, type CommentRecord } from './records/records.ts';
import { notificationOf, writeCase } from './write.ts';

/** Deleted comments and those that were replaced are left out of lists (assumed); they can be fetched by their ids. */
export const listCaseComments: ArgusReader = (services, call) => {
  const { simulation } = services;
  const query = call.query as unknown as CaseCommentsQuery;
  const found = caseToRead(simulation, call);
  const isDown = query.sortBy?.[0] === '-addedTimestamp';
  const all = [...commentsFor(found)].sort((one, other) => (one.addedAt - other.addedAt) * (isDown ? -1 : 1));
  const page = between(services, query, all).filter((comment) => !isDeleted(comment) && comment.replacedBy === null);
  return pageAnswer(services, query, page, (comment) => commentModel(simulation.world, found, comment));
};

/** Those that stand after one and before another in the order that was asked for. */
function between(
  { invalid }: ArgusServices,
  { beforeComment, afterComment, resolveLatest }: CaseCommentsQuery,
  comments: readonly CommentRecord[],
): readonly CommentRecord[] {
  const placeOf = (field: string, id: string | undefined, none: number): number => {
    if (id === undefined) return none;
    const named = comments.find((comment) => comment.id === id.toLowerCase());
    if (named === undefined) throw invalid([semanticProblem('query', [field], id)]);
    return comments.indexOf(isTrue(resolveLatest, false) ? latestOf(comments, named) : named);
  };
  const after = placeOf('afterComment', afterComment, -1);
  return comments.slice(after + 1, Math.max(after + 1, placeOf('beforeComment', beforeComment, comments.length)));
}

export const getCaseComment: ArgusReader = ({ simulation }, call) => {
  const { resolveLatest } = call.query as CaseCommentQuery;
  const found = caseToRead(simulation, call);
  const comment = commentNamed(found, call.params['commentID']);
  const shown = isTrue(resolveLatest, false) ? latestOf(found.file.comments, comment) : comment;
  return oneAnswer(commentModel(simulation.world, found, shown));
};

/** Throws 404 for a comment that there is not, or that the caller may not read. */
export function commentNamed(found: FoundCase, id: string | undefined): CommentRecord {
  const comment = commentsFor(found).find((one) => one.id === id?.toLowerCase());
  if (comment === undefined) throw notThere('Comment');
  return comment;
}

export const addComment: ArgusHandler = async (services, call) => {
  const body = call.body as unknown as CaseCommentRequest;
  const found = caseToWrite(services.simulation, call);
  const { asReplyTo } = body;
  const replyTo = asReplyTo === undefined ? undefined : repliedTo(services, found, asReplyTo);
  const id = await writeCase<AddComment>(services, call.principal, 'argus/case/comment/add', {
    case: found.entry.id,
    notification: notificationOf(body.notification),
    comment: body.comment,
    textFormat: body.textFormat ?? 'html',
    isInternal: internally(found, body.internal as boolean | string | undefined),
    originEmailAddress: body.originEmailAddress ?? null,
    attachments: attachmentsNamed(services, found, body.associatedAttachmentID),
    asReplyTo: replyTo?.id ?? null,
    status: body.status ?? null,
  });
  return answer(services, call, id);
};

/** What is internal is the operations centre's to write, as it is to read: others are refused (assumed). */
export function internally({ isTech }: FoundCase, internal: boolean | string | undefined): boolean {
  const isInternal = isTrue(internal, false);
  if (isInternal && !isTech) throw accessDenied();
  return isInternal;
}

function repliedTo({ invalid }: ArgusServices, found: FoundCase, id: string): CommentRecord {
  const comment = commentsFor(found).find((one) => one.id === id.toLowerCase());
  if (comment === undefined) throw invalid([semanticProblem('body', ['asReplyTo'], id)]);
  return comment;
}

/** Attachments of the case by their ids; 412 for one that it does not have. */
function attachmentsNamed(
  { invalid }: ArgusServices,
  { file }: FoundCase,
  given: readonly string[] = [],
): readonly string[] {
  const ids = given.map((id) => id.toLowerCase());
  const known = new Set(file.attachments.filter((one) => !isDeleted(one)).map(({ id }) => id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) throw invalid([semanticProblem('body', ['associatedAttachmentID'], unknown)]);
  return ids;
}

export const editComment: ArgusHandler = async (services, call) => {
  const { comment, associatedAttachmentID } = call.body as unknown as CaseCommentEdit;
  const found = caseToWrite(services.simulation, call);
  const { id: old } = standing(found, call.params['commentID']);
  const id = await writeCase<EditComment>(services, call.principal, 'argus/case/comment/edit', {
    case: found.entry.id,
    id: old,
    comment,
    attachments:
      associatedAttachmentID === undefined ? null : attachmentsNamed(services, found, associatedAttachmentID),
  });
  return answer(services, call, id);
};

export const deleteComment: ArgusHandler = async (services, call) => {
  const found = caseToWrite(services.simulation, call);
  const { id } = standing(found, call.params['commentID']);
  await writeCase(services, call.principal, 'argus/case/comment/delete', { case: found.entry.id, id });
  return answer(services, call, id);
};

/** Throws 404 for a comment that was deleted or replaced: there is nothing left to change. */
function standing(found: FoundCase, id: string | undefined): CommentRecord {
  const comment = commentNamed(found, id);
  if (standingComment(found.file.comments, comment.id) === undefined) throw notThere('Comment');
  return comment;
}

function answer(
  { simulation }: ArgusServices,
  call: Parameters<ArgusHandler>[1],
  id: unknown,
): ReturnType<ArgusReader> {
  const found = caseToRead(simulation, call);
  return oneAnswer(commentModel(simulation.world, found, commentNamed(found, String(id))));
}
