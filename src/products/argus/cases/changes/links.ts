/** Links between cases, which both of them keep. Source: docs/contract/argus.md §14.0.4. */
import type { Applier } from '../../../../state/state.ts';
import { isDeleted, withFlag, type LinkRecord } from '../records/records.ts';
import { deedOf, draftOf } from './draft.ts';

interface AddLink {
  readonly case: number;
  readonly to: number;
  readonly type: LinkRecord['type'];
}

/** The same link a second time stays the first (assumed). */
const add: Applier = (overlay, command, seq) => {
  const { case: id, to, type } = command.data as unknown as AddLink;
  const deed = deedOf(overlay, command, seq);
  const [parent, linked] = [draftOf(deed, id), draftOf(deed, to)];
  if (parent === null || linked === null || id === to) return null;
  const isSame = (link: LinkRecord): boolean =>
    link.type === type && link.parentCase === id && link.linkedCase === to && !isDeleted(link);
  const known = parent.file.links.find(isSame);
  if (known !== undefined) return known.id;
  const link: LinkRecord = { ...parent.newPart(), flags: [], type, parentCase: id, linkedCase: to };
  for (const [draft, other] of [
    [parent, to],
    [linked, id],
  ] as const) {
    draft.file.links.push({ ...link });
    draft.note({ field: 'addLink', objectType: 'link', value: String(other), object: { id: link.id, type } });
    draft.keep({ operation: 'addCaseLink' });
  }
  return link.id;
};

const remove: Applier = (overlay, command, seq) => {
  const { case: caseID, id } = command.data as { readonly case: number; readonly id: string };
  const deed = deedOf(overlay, command, seq);
  const own = draftOf(deed, caseID);
  const link = own?.file.links.find((one) => one.id === id && !isDeleted(one));
  if (own === null || link === undefined) return null;
  const other = draftOf(deed, link.parentCase === caseID ? link.linkedCase : link.parentCase);
  for (const draft of [own, other]) {
    const kept = draft?.file.links.find((one) => one.id === id);
    if (draft === null || kept === undefined) continue;
    kept.flags = withFlag(kept.flags, 'DELETED');
    draft.note({ field: 'setFlag', objectType: 'link', value: 'DELETED', previousObject: { id, type: link.type } });
    draft.keep({ operation: 'deleteCaseLink' });
  }
  return id;
};

export const linkAppliers = { 'argus/case/link/add': add, 'argus/case/link/delete': remove } as const;
