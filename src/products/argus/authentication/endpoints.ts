/** The table of the authentication module. Source: contract/argus.md §5. */
import type { BoundEndpoint } from '../../../http/endpoint.ts';
import type { Principal } from '../access/access.ts';
import { apiKeys } from './api-keys.ts';
import { logIns } from './log-in.ts';
import { probes } from './probes.ts';
import type { AuthServices } from './services.ts';
import { sessions } from './session.ts';

export const authentication = (services: AuthServices): readonly BoundEndpoint<Principal>[] => [
  ...logIns(services),
  ...sessions(services),
  ...probes(services),
  ...apiKeys(services),
];
