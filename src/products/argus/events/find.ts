/** The one event that a path names: 404 when there is none, 403 when it is a customer's that the caller may not see. */
import type { Call } from '../../../http/endpoint.ts';
import { ApiError } from '../../../kernel/fault.ts';
import type { RowId } from '../../../model/event-id.ts';
import { findUuid } from '../../../model/submitted.ts';
import type { Sensor, World } from '../../../model/world.ts';
import { accessDenied, maySee, type Principal } from '../access/access.ts';
import { eventId, parseEventId } from './event-id.ts';

type Named = Pick<Call<Principal>, 'params' | 'principal'>;

/** The event of `{type}/{timestamp}/{customerID}/{eventID}`; every part must agree (contract/argus.md §6). */
export function findV1(world: World, { params, principal }: Named): RowId {
  const { type, timestamp, customerID, eventID } = params;
  return visible(world, principal, parseEventId(world, `${type}/${timestamp}/${customerID}/${eventID}`));
}

/** The event of `{timestamp}/{customerID}/{eventID}`; a type before them is ignored (contract/argus.md §7). */
export function findV2(world: World, { params, principal }: Named): RowId {
  const found = findUuid(world, params['eventID'] ?? '');
  if (found === null) throw notFound();
  const [, timestamp, customer] = eventId(world, found.row, found.ordinal).split('/');
  const isMeant =
    timestamp === String(Number(params['timestamp'])) && customer === String(Number(params['customerID']));
  return visible(world, principal, isMeant ? found : null);
}

function visible(world: World, principal: Principal, found: RowId | null): RowId {
  if (found === null) throw notFound();
  const sensor = world.sensors[world.aggregated.sensor[found.row] ?? 0] as Sensor;
  if (!maySee(principal, sensor.customer)) throw accessDenied();
  return found;
}

/** Wording as the vendor's schema describes the status: "Object not found" (contract/argus.md §1). */
const notFound = (): ApiError =>
  new ApiError(404, [{ message: 'Object not found', template: 'object.not.found', field: null }]);
