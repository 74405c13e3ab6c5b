/** Answers with an event's payload or capture; both versions of the API give the same. Source: docs/contract/argus.md §6, §6.4, §7. */
import { createHash } from 'node:crypto';
import type { Outcome } from '../../../http/endpoint.ts';
import { ApiError } from '../../../kernel/fault.ts';
import type { RowId } from '../../../model/event-id.ts';
import { uuidAt } from '../../../model/submitted.ts';
import type { World } from '../../../model/world.ts';
import { captureOf, eventPayload } from '../../shared/captures.ts';
import { eventId } from './event-id.ts';

export const pcapType = 'application/x-pcap';

/** The payload model; 404 for an event that has no payload (assumed). */
export function payloadAnswer(world: World, { row, ordinal }: RowId): Outcome {
  const payload = eventPayload(world, row, ordinal);
  if (payload === null) throw missing('Event has no payload', 'payload.not.found');
  return { kind: 'one', json: JSON.stringify({ id: eventId(world, row, ordinal), ...payload }) };
}

/** The capture as a file named after the event; 404 for an event without one, its own wording assumed. */
export function pcapAnswer(world: World, { row, ordinal }: RowId): Outcome {
  const bytes = captureOf(world, row, ordinal);
  if (bytes === null) throw missing('Event has no PCAP', 'pcap.not.found');
  return {
    kind: 'file',
    type: pcapType,
    bytes,
    headers: {
      'Content-Disposition': `attachment; filename="${uuidAt(world, row, ordinal)}.pcap"`,
      ETag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
    },
  };
}

const missing = (message: string, template: string): ApiError =>
  new ApiError(404, [{ message, template, field: null }]);
