/** The journal of a world, asked for requests or whether they were as expected; a name that no request can have is refused. */
import { UserError } from '../../kernel/fault.ts';
import type { Sliced } from '../../kernel/slices.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Filter } from '../journal/journal.ts';
import { verify, type JournalVerdict, type VerifyRequest } from '../journal/verify.ts';
import { unknownNameIn, type AskedNames, type UnknownName } from '../names/operation-names.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

/** What is wrong with names of products and operations; a filter that is misspelt would find nothing, and a test believe it. */
export const unknownNameOf = (slot: WorldSlot, asked: AskedNames): UnknownName | null =>
  unknownNameIn(asked, slot.runtime().products);

/** Throws UserError for a name that is not known; `place` says where it stands. */
function checkNames(slot: WorldSlot, asked: AskedNames, place: string): void {
  const unknown = unknownNameOf(slot, asked);
  if (unknown !== null) throw new UserError(`${place}${unknown.member} ${asked[unknown.member]} ${unknown.message}`);
}

/** The requests that are wanted, oldest first. Throws UserError for a product or operation that is not known. */
export function journalEntries(slot: WorldSlot, filter: Filter = {}): readonly JournalEntry[] {
  checkNames(slot, filter, '');
  return slot.journal.entries(filter);
}

/** `matched` is the verdict, the rest says where the requests differ. Throws UserError for a product or operation that is not known. */
export function* verifyJournal(slot: WorldSlot, request: VerifyRequest): Sliced<JournalVerdict> {
  request.expect.forEach((expectation, at) => checkNames(slot, expectation, `expect[${at}].`));
  const { since = 0 } = request;
  return yield* verify(slot.journal.entries({ since }), request, slot.journal.forgotten() > since);
}
