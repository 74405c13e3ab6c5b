/** What a hunt found: the data of all forms of report. */
import type { FaultClass } from '../../sim/faults/classes.ts';
import type { Run } from '../runs/run-once.ts';
import type { HuntSchedule } from '../schedule/schedule.ts';

export interface Conviction {
  /** Of the schedule that convicted it, counted from 1; 0 for the undisturbed one. */
  readonly number: number;
  /** As it was drawn. */
  readonly original: HuntSchedule;
  /** The run of the shrunk one. */
  readonly run: Run;
  /** How often it came again, of how many times. */
  readonly confirmed: number;
  readonly of: number;
  readonly shrinkingRuns: number;
  readonly class: FaultClass;
}

export interface HuntReport {
  readonly seed: string;
  readonly scenario: string;
  readonly every: string;
  /** `undisturbed`: the client does nothing right even so. */
  readonly ended: 'all' | 'time' | 'found' | 'undisturbed';
  /** Schedules that were played besides the undisturbed one. */
  readonly schedules: number;
  readonly plain: Run;
  readonly conviction: Conviction | null;
  /** Schedules that convicted the client once and never again. */
  readonly unsteady: number;
  /** Real milliseconds. */
  readonly took: number;
}

/** 0 none found, 1 found, 3 the client fails undisturbed. */
export const huntExitCode = ({ ended }: HuntReport): number => ({ all: 0, time: 0, found: 1, undisturbed: 3 })[ended];
