/** What a case that is merged into another brings along: its parts move, and carry the flag MERGED. Source: docs/contract/argus.md §14.0.4. */
import { withFlag, isDeleted, type LinkRecord, type CasePart } from '../records/records.ts';
import type { Draft } from './draft.ts';

/** Moves comments, tags, attachments and watchers; a link of type merged leads from the one case to the other. */
export function moveParts(from: Draft, into: Draft): void {
  move(from.file.comments, into.file.comments);
  into.file.comments.sort((one, other) => one.addedAt - other.addedAt);
  move(from.file.tags, into.file.tags);
  move(from.file.attachments, into.file.attachments);
  move(from.file.watchers, into.file.watchers);
  const link: LinkRecord = {
    ...into.newPart(),
    flags: ['MERGED'],
    type: 'merged',
    parentCase: into.entry.id,
    linkedCase: from.entry.id,
  };
  into.file.links.push(link);
  from.file.links.push({ ...link });
  into.note({ field: 'addLink', objectType: 'link', value: String(from.entry.id), object: { id: link.id } });
}

/** What was deleted stays where it was. */
function move<Item extends CasePart>(from: Item[], into: Item[]): void {
  const moved = from.filter((part) => !isDeleted(part));
  for (const part of moved) part.flags = withFlag(part.flags, 'MERGED');
  into.push(...moved);
  from.splice(0, from.length, ...from.filter((part) => isDeleted(part)));
}
