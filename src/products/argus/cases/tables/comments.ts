/** Rows of comments and tags of cases. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import { inQuery, rowsById } from '../../common/row-facts.ts';
import { caseWrite, casePath, partOf, readOfCase } from './facts.ts';

const comment = `${casePath}/comments/{commentID}`;
const ofComment = partOf('caseComments', { commentID: 'id' });

export const commentRows = rowsById(readOfCase, {
  listCaseComments: {
    method: 'GET',
    path: `${casePath}/comments`,
    summary: 'List comments of a case',
    params: 'argus/case-params.schema.json',
    query: 'argus/case-comments-query.schema.json',
    data: 'argus/case-comments.schema.json',
    ...inQuery,
    sortKeys: ['addedTimestamp'],
    parameterSources: partOf('caseComments', {}),
  },
  getCaseComment: {
    method: 'GET',
    path: comment,
    summary: 'Get a comment of a case',
    params: 'argus/case-comment-params.schema.json',
    query: 'argus/case-comment-query.schema.json',
    data: 'argus/case-comment.schema.json',
    itemOf: ['listCaseComments'],
    parameterSources: ofComment,
  },
});

export const commentWriteRows = rowsById(caseWrite, {
  addComment: {
    method: 'POST',
    path: `${casePath}/comments`,
    summary: 'Add a comment to a case',
    params: 'argus/case-params.schema.json',
    body: 'argus/case-comment-request.schema.json',
    data: 'argus/case-comment.schema.json',
    examples: { body: { comment: 'Looked at it.' } },
  },
  editComment: {
    method: 'PUT',
    path: comment,
    summary: 'Replace a comment of a case by another',
    params: 'argus/case-comment-params.schema.json',
    body: 'argus/case-comment-edit.schema.json',
    data: 'argus/case-comment.schema.json',
    parameterSources: ofComment,
    examples: { body: { comment: 'Looked at it again.' } },
  },
  deleteComment: {
    method: 'DELETE',
    path: comment,
    summary: 'Delete a comment of a case',
    params: 'argus/case-comment-params.schema.json',
    data: 'argus/case-comment.schema.json',
    parameterSources: partOf('lastComments', { commentID: 'id' }),
  },
});

export const tagRows = rowsById(readOfCase, {
  listCaseTags: {
    method: 'GET',
    path: `${casePath}/tags`,
    summary: 'List tags of a case',
    params: 'argus/case-params.schema.json',
    query: 'argus/case-page-query.schema.json',
    data: 'argus/case-tags.schema.json',
    parameterSources: partOf('caseTags', {}),
    ...inQuery,
  },
});

export const tagWriteRows = rowsById(caseWrite, {
  addCaseTag: {
    method: 'POST',
    path: `${casePath}/tags`,
    summary: 'Add tags to a case',
    params: 'argus/case-params.schema.json',
    body: 'argus/case-tags-request.schema.json',
    data: 'argus/case-tags.schema.json',
    examples: { body: { tags: [{ key: 'ticket', value: '4711' }] } },
  },
  removeCaseTagById: {
    method: 'DELETE',
    path: `${casePath}/tags/{tagID}`,
    summary: 'Remove a tag of a case',
    params: 'argus/case-tag-params.schema.json',
    data: 'argus/case-tag.schema.json',
    parameterSources: partOf('caseTags', { tagID: 'id' }),
  },
  removeCaseTagByKeyValue: {
    method: 'DELETE',
    path: `${casePath}/tags/{key}/{value}`,
    summary: 'Remove a tag of a case by its key and value',
    params: 'argus/case-tag-name-params.schema.json',
    data: 'argus/case-tag.schema.json',
    parameterSources: partOf('lastTags', { key: 'key', value: 'value' }),
  },
});
