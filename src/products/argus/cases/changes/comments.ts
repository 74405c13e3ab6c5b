/** Comments of cases: added, edited, deleted. Source: docs/contract/argus.md §14.0.4. */
import { statusOf } from '../../common/models.ts';
import { withFlag, isDeleted, type CommentRecord } from '../records/records.ts';
import type { OpenStatus, TextFormat } from '../records/names.ts';
import { onCase } from './apply.ts';
import type { Draft } from './draft.ts';
import { setStatus } from './fields.ts';

export interface NewComment {
  readonly comment: string;
  readonly textFormat: TextFormat;
  readonly isInternal: boolean;
  readonly originEmailAddress: string | null;
  readonly attachments: readonly string[];
  readonly asReplyTo: string | null;
}

/** A comment with nothing special about it. */
export const plainComment = (comment: string, isInternal = false, textFormat: TextFormat = 'html'): NewComment => ({
  comment,
  textFormat,
  isInternal,
  originEmailAddress: null,
  attachments: [],
  asReplyTo: null,
});

/** Adds a comment to the draft, after any change of status that comes with it. */
export function addCommentTo(draft: Draft, given: NewComment, old: CommentRecord | null = null): CommentRecord {
  const { file, entry } = draft;
  const flags = [
    ...(given.isInternal ? (['INTERNAL'] as const) : []),
    ...(given.originEmailAddress === null ? [] : (['MAIL_UPDATE'] as const)),
    ...(old === null ? [] : (['UPDATED'] as const)),
  ];
  const comment: CommentRecord = {
    ...draft.newPart(flags),
    // Whoever edits a comment does not become its author, nor does it become a new one (assumed).
    ...(old !== null && { addedAt: old.addedAt, addedBy: old.addedBy }),
    text: given.comment,
    textFormat: given.textFormat,
    updatedAt: old === null ? null : draft.at,
    status: statusOf(entry),
    priority: entry.priority,
    originEmailAddress: given.originEmailAddress,
    attachments: given.attachments,
    replyTo: given.asReplyTo,
    replaces: old?.id ?? null,
    replacedBy: null,
  };
  file.comments.push(comment);
  draft.note({ field: 'addComment', objectType: 'comment', value: comment.id, object: { id: comment.id } });
  return comment;
}

export interface AddComment extends NewComment {
  readonly status: OpenStatus | null;
}

const add = onCase<AddComment>(
  'addCaseComment',
  (draft, data) => {
    if (data.status !== null) setStatus(draft, data.status);
    return addCommentTo(draft, data).id;
  },
  ({ isInternal }) => isInternal,
);

/** A comment that can still be edited or deleted. */
export const standingComment = (comments: readonly CommentRecord[], id: string): CommentRecord | undefined =>
  comments.find((comment) => comment.id === id && !isDeleted(comment) && comment.replacedBy === null);

export interface EditComment {
  readonly comment: string;
  readonly id: string;
  /** Null leaves them as they are. */
  readonly attachments: readonly string[] | null;
}

/** The edited comment is a new one in the place of the old one, which stays and says by what it was replaced. */
const edit = onCase<EditComment>(
  'editCaseComment',
  (draft, { comment: text, id, attachments }) => {
    const old = standingComment(draft.file.comments, id);
    if (old === undefined) return null;
    const made = addCommentTo(
      draft,
      {
        comment: text,
        textFormat: old.textFormat,
        isInternal: old.flags.includes('INTERNAL'),
        originEmailAddress: null,
        attachments: attachments ?? old.attachments,
        asReplyTo: old.replyTo,
      },
      old,
    );
    old.flags = withFlag(old.flags, 'REPLACED');
    old.replacedBy = made.id;
    old.updatedAt = draft.at;
    return made.id;
  },
  ({ id }, { file }) => isInternalComment(file.comments, id),
);

const remove = onCase<{ readonly id: string }>(
  'deleteCaseComment',
  (draft, { id }) => {
    const comment = standingComment(draft.file.comments, id);
    if (comment === undefined) return null;
    comment.flags = withFlag(comment.flags, 'DELETED');
    comment.updatedAt = draft.at;
    draft.note({ field: 'setFlag', objectType: 'comment', value: 'DELETED', previousObject: { id } });
    return id;
  },
  ({ id }, { file }) => isInternalComment(file.comments, id),
);

const isInternalComment = (comments: readonly CommentRecord[], id: string): boolean =>
  comments.find((comment) => comment.id === id)?.flags.includes('INTERNAL') === true;

export const commentAppliers = {
  'argus/case/comment/add': add,
  'argus/case/comment/edit': edit,
  'argus/case/comment/delete': remove,
} as const;
