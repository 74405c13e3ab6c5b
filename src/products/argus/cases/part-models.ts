/** Parts of cases as cases/v2 shows them: comments and tags. Source: docs/contract/argus.md §14.0.2. */
import { isoUtc } from '../../../kernel/clock.ts';
import type { World } from '../../../model/world.ts';
import type { CaseComment, CaseTag } from '../generated/types.ts';
import { instantPair, userAt } from './case-model.ts';
import type { FoundCase } from './find.ts';
import { isDeleted, type CaseFile, type CommentRecord, type CasePart, type TagRecord } from './records/records.ts';

/** What all parts begin with. */
export const partModel = (world: World, { id, addedAt, addedBy }: CasePart) => ({
  id,
  addedTime: isoUtc(addedAt),
  addedTimestamp: addedAt,
  addedByUser: userAt(world, addedBy),
});

/** Comments that the caller may read, deleted and replaced ones among them; what is internal is the operations centre's. */
export const commentsFor = ({ file, isTech }: FoundCase): readonly CommentRecord[] =>
  file.comments.filter(({ flags }) => isTech || !flags.includes('INTERNAL'));

export function commentModel(world: World, { file }: Pick<FoundCase, 'file'>, comment: CommentRecord): CaseComment {
  const updated = instantPair(comment.updatedAt);
  return {
    ...partModel(world, comment),
    comment: comment.text,
    textFormat: comment.textFormat,
    flags: comment.flags as CaseComment['flags'],
    lastUpdatedTime: updated.text,
    lastUpdatedTimestamp: updated.number,
    status: comment.status,
    priority: comment.priority,
    originEmailAddress: comment.originEmailAddress,
    associatedAttachments: comment.attachments.flatMap((wanted) =>
      file.attachments.filter(({ id }) => id === wanted).map(({ id, name }) => ({ id, name })),
    ),
    references: referencesOf(file, comment),
  };
}

/** The first and the last version of a comment are named where there are several. */
function referencesOf({ comments }: CaseFile, comment: CommentRecord): CaseComment['references'] {
  const { id, replaces, replacedBy, replyTo } = comment;
  const original = endOf(comments, comment, 'replaces');
  const latest = latestOf(comments, comment);
  const replies = comments.filter((other) => other.replyTo === id && !isDeleted(other) && other.replacedBy === null);
  return [
    ...(original === comment ? [] : [{ type: 'original' as const, commentID: original.id }]),
    ...(replaces === null ? [] : [{ type: 'replacing' as const, commentID: replaces }]),
    ...(replacedBy === null ? [] : [{ type: 'replacedBy' as const, commentID: replacedBy }]),
    ...(latest === comment ? [] : [{ type: 'latest' as const, commentID: latest.id }]),
    ...(replyTo === null ? [] : [{ type: 'replyTo' as const, commentID: replyTo }]),
    ...replies.map((reply) => ({ type: 'repliedBy' as const, commentID: reply.id })),
  ];
}

/** The version of a comment that replaced it last. */
export const latestOf = (comments: readonly CommentRecord[], comment: CommentRecord): CommentRecord =>
  endOf(comments, comment, 'replacedBy');

function endOf(
  comments: readonly CommentRecord[],
  comment: CommentRecord,
  way: 'replaces' | 'replacedBy',
): CommentRecord {
  let at = comment;
  for (let steps = 0; at[way] !== null && steps < comments.length; steps++)
    at = comments.find(({ id }) => id === at[way]) ?? at;
  return at;
}

export const tagModel = (world: World, tag: TagRecord): CaseTag => ({
  ...partModel(world, tag),
  key: tag.key,
  value: tag.value,
  flags: tag.flags as CaseTag['flags'],
});
