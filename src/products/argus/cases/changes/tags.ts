/** Tags of cases: added and removed. Source: docs/contract/argus.md §14.0.4. */
import { withFlag, isDeleted, type TagRecord } from '../records/records.ts';
import { onCase } from './apply.ts';
import type { Draft } from './draft.ts';

export interface NewTag {
  readonly key: string;
  readonly value: string;
}

/** Adds a tag to the draft. A case has a key and value once: the tag that is there stays (assumed). */
export function addTagTo(draft: Draft, { key, value }: NewTag): TagRecord {
  const { tags } = draft.file;
  const known = tags.find((tag) => tag.key === key && tag.value === value && !isDeleted(tag));
  if (known !== undefined) return known;
  const tag: TagRecord = { ...draft.newPart(), flags: [], key, value };
  tags.push(tag);
  draft.note({ field: 'addTag', objectType: 'tag', value: `${key}/${value}`, object: { id: tag.id, key, value } });
  return tag;
}

const add = onCase<{ readonly tags: readonly NewTag[] }>('addCaseTag', (draft, { tags }) =>
  tags.map((tag) => addTagTo(draft, tag).id),
);

const remove = onCase<{ readonly id: string }>('removeCaseTag', (draft, { id }) => {
  const tag = draft.file.tags.find((one) => one.id === id && !isDeleted(one));
  if (tag === undefined) return null;
  const { key, value } = tag;
  tag.flags = withFlag(tag.flags, 'DELETED');
  draft.note({
    field: 'setFlag',
    objectType: 'tag',
    value: 'DELETED',
    previousValue: `${key}/${value}`,
    previousObject: { id, key, value },
  });
  return id;
});

export const tagAppliers = { 'argus/case/tag/add': add, 'argus/case/tag/remove': remove } as const;
