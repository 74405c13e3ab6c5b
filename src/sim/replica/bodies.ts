/** Bodies of requests that are to be ordered: read to their end first, within the bounds of their operation. */
import type { IncomingMessage } from 'node:http';
import { BodyError, readBody, type BodyBounds, type BodyFault } from '../../http/body.ts';

/** A body, or why there is none. */
export interface ReadBody {
  readonly bytes: Uint8Array;
  readonly fault: BodyFault | null;
}

const empty = new Uint8Array();

/** Nothing where the operation takes none. */
export const readWholeBody = (message: IncomingMessage, bounds: BodyBounds | null): Promise<ReadBody> =>
  bounds === null
    ? Promise.resolve({ bytes: empty, fault: null })
    : new Promise((resolve, reject) =>
        readBody(message, bounds, {
          done: (bytes) => resolve({ bytes, fault: null }),
          failed: (error) =>
            error instanceof BodyError ? resolve({ bytes: empty, fault: error.fault }) : reject(error as Error),
        }),
      );
