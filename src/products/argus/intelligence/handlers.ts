/** What each look-up of intelligence does. */
import { searchPdnsRecords } from './pdns.ts';
import { fetchObservationsForDomain, fetchObservationsForIp } from './reputation.ts';

export const intelligenceHandlers = { searchPdnsRecords, fetchObservationsForDomain, fetchObservationsForIp };
