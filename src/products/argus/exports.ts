/** Events and captures of Argus as files. */
import type { Exports } from '../shared/plugin.ts';
import { keyText } from './identity/keys/key-check.ts';
import { capturedEvents } from './captured-events.ts';
import { makeEventTexts, type Format, type Kind } from './v1/export.ts';
import { eventId } from './events/event-id.ts';

export const exports: Exports = {
  formats: ['ndjson', 'json', 'csv'],
  kinds: ['aggregated', 'raw'],
  // The command line takes only what is listed.
  texts: (kind, format, place) => makeEventTexts(kind as Kind, format as Format, place),
  idOf: (world, row) => eventId(world, row, null),
  captured: capturedEvents,
  apiKey: {
    description: 'Argus API key for the target',
    of: ({ keys: [first] }) => (first === undefined ? '' : keyText(first)),
  },
};
