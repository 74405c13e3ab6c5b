/** The table of look-ups that clients of the Events API make beside it. Source: contract/argus.md §8. */
import type { BoundEndpoint } from '../../../http/endpoint.ts';
import type { Principal } from '../access/access.ts';
import { alarms } from './alarms.ts';
import { cases } from './cases.ts';
import { currentUser } from './current-user.ts';
import { customers } from './customers.ts';
import type { LookupServices } from './services.ts';

export const lookups = (services: LookupServices): readonly BoundEndpoint<Principal>[] => [
  ...currentUser(services),
  ...customers(services),
  ...alarms(services),
  ...cases(services),
];
