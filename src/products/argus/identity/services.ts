/** What identity works with: who is known to a World, and what is remembered of those who try. */
import type { Clock } from '../../../kernel/clock.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { keyTable, sessionTable } from '../access/records.ts';
import { attachedBytes } from '../cases/changes/attachments.ts';
import { makeAttempts } from './log-in/attempts.ts';
import type { LogInServices } from './log-in/log-in.ts';
import { makeUsedCodes } from './log-in/totp.ts';
import { sessionSecrets } from './sessions/session-check.ts';
import { makeReplay, type Replay } from './signatures/replay.ts';

export interface IdentityServices extends LogInServices {
  /** Clocks and nonces of signature keys: of a World, in its snapshots, forgotten with a reset. */
  readonly replay: Replay;
}

/** Sessions and keys are commands in the log; what no command tells of is kept beside it. */
export function makeIdentityServices(
  simulation: Simulation,
  clientClock: Clock,
): Omit<IdentityServices, 'simulation' | 'invalid'> {
  const attempts = makeAttempts(clientClock);
  const usedCodes = makeUsedCodes();
  const { quota } = simulation.state;
  const replay = makeReplay(clientClock, quota.most('nonces'));
  quota.count('nonces', replay.count);
  quota.count('sessions', () => sessionTable(simulation.state).size);
  quota.count('api-keys', () => keyTable(simulation.state).size);
  quota.count('upload-bytes', () => attachedBytes(simulation.state));
  simulation.state.keep('argus/attempts', attempts);
  simulation.state.keep('argus/codes', usedCodes);
  simulation.state.keep('argus/nonces', replay);
  return { clientClock, sessionSecrets: sessionSecrets(simulation.world), attempts, usedCodes, replay };
}
