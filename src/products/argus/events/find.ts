/** The one event that a path names: 404 when there is none, 403 when it is a customer's that the caller may not see. */
import type { Call } from '../../../http/endpoint.ts';
import type { RowId } from '../../../model/event-id.ts';
import { findUuid } from '../../../model/submitted.ts';
import type { World } from '../../../model/world.ts';
import { accessDenied, maySee, type Principal } from '../access/access.ts';
import { notThere } from '../common/answers.ts';
import { customerOfRow } from './assessment.ts';
import { eventId, parseEventId } from './event-id.ts';

type Named = Pick<Call<Principal>, 'params' | 'principal'>;

/** The event of `{type}/{timestamp}/{customerID}/{eventID}`; every part must agree (docs/contract/argus.md §6). */
export function findV1(world: World, { params, principal }: Named): RowId {
  const { type, timestamp, customerID, eventID } = params;
  return visible(world, principal, parseEventId(world, `${type}/${timestamp}/${customerID}/${eventID}`));
}

/** The event of `{timestamp}/{customerID}/{eventID}`; a type before them is ignored (docs/contract/argus.md §7). */
export function findV2(world: World, { params, principal }: Named): RowId {
  const event = findUuid(world, params['eventID'] ?? '');
  if (event === null) throw notThere();
  const [, timestamp, customer] = eventId(world, event.row, event.ordinal).split('/');
  const isMeant =
    timestamp === String(Number(params['timestamp'])) && customer === String(Number(params['customerID']));
  return visible(world, principal, isMeant ? event : null);
}

function visible(world: World, principal: Principal, event: RowId | null): RowId {
  if (event === null || !isKept(world, event)) throw notThere();
  if (!maySee(principal, customerOfRow(world, event.row))) throw accessDenied();
  return event;
}

/** Whether it is still kept, by the time that its id has. */
function isKept(world: World, { row, ordinal }: RowId): boolean {
  const from = world.oldestKept();
  return from === -Infinity || Number(eventId(world, row, ordinal).split('/')[1]) >= from;
}
