/** What alarms and events are read from: the World as it stands, and what USM Anywhere makes of it. */
import type { World } from '../../../model/world.ts';
import type { Disposition } from './disposition.ts';
import type { RecordKind } from './kinds.ts';
import type { Ids } from './usm-id.ts';

export interface RecordContext {
  readonly world: World;
  readonly ids: Ids;
  readonly disposition: Disposition;
  readonly kinds: () => readonly RecordKind[];
}
