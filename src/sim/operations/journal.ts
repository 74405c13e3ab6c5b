/** The journal of a world, asked whether requests were as expected. */
import { verify, type JournalVerdict, type VerifyRequest } from '../journal/verify.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

/** `matched` is the verdict, the rest says where the requests differ. */
export function verifyJournal({ journal }: WorldSlot, request: VerifyRequest): JournalVerdict {
  const { since = 0 } = request;
  return verify(journal.entries({ since }), request, journal.forgotten() > since);
}
