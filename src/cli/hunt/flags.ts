/** What the command line of `hunt` says. */
import type { ClientTime } from '../../hunt/run/command.ts';
import type { AskedHuntReport } from './reports.ts';

export interface HuntFlags {
  readonly seed: string;
  readonly schedules: number;
  readonly time?: number;
  readonly jobs: number;
  readonly mode: 'poll' | 'run';
  readonly every?: number;
  readonly clientTime?: ClientTime;
  readonly env?: readonly string[];
  readonly timeout: number;
  readonly deliver?: 'stdout';
  readonly scenario: string;
  readonly expect: string;
  readonly late?: number;
  readonly hostile?: boolean;
  readonly without?: readonly string[];
  readonly schedule?: string;
  readonly keep?: string;
  readonly report?: readonly AskedHuntReport[];
  readonly verbose?: boolean;
}
