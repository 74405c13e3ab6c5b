/** Words of the library that tools take as they are. */
export type { Fault } from '../sim/faults/faults.ts';
export type { Filter } from '../sim/journal/journal.ts';
export type { PlayOptions } from '../sim/library-api.ts';
export type { VerifyRequest } from '../sim/journal/verify.ts';
