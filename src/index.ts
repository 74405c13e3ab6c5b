/** The library: start a simulator in a test, mount its application in a server of your own, or judge a server by the contract suite. */
import { findExamplesLate as findExamples } from './cli/find-examples.ts';
import * as simulators from './sim/simulator.ts';
import type { ServerOptions, Simulated, Simulator, SimulatorOptions } from './sim/simulator.ts';

export type { NewPublicKey } from './products/argus/identity/signatures/public-keys.ts';
export type {
  ClockLibraryApi as ClockFace,
  LibraryApi as Face,
  FaultsLibraryApi as FaultsFace,
  JournalLibraryApi as JournalFace,
  SinkLibraryApi as Sink,
  PlayOptions,
} from './sim/library-api.ts';
export type { Snapshot } from './state/state.ts';
export type { Exported } from './sim/worlds/exported.ts';
export type { Fault, FaultState } from './sim/faults/faults.ts';
export type { KnownKey } from './products/argus/credentials.ts';
export type { ArgusLibraryApi as ArgusFace } from './products/argus/library-api.ts';
export type { KnownClient } from './products/usm/credentials.ts';
export type { UsmLibraryApi as UsmFace } from './products/usm/library-api.ts';
export type { JournalEntry as Entry } from './sim/journal/entry.ts';
export type { Filter } from './sim/journal/journal.ts';
export type { SyslogListener } from './sim/sinks/syslog/listener.ts';
export type { Item, SinkDelivery, Verification, VerifyOptions } from './sim/sinks/judged/terms.ts';
export type { Expectation, JournalVerdict as Verdict, VerifyRequest } from './sim/journal/verify.ts';
export { runContract } from './contract/run.ts';
export { simulatedTarget } from './contract/simulated.ts';
export { contractTests } from './contract/tests.ts';
export type { Target } from './contract/terms/target.ts';
export type { Report } from './contract/report/report.ts';
export { UserError } from './kernel/fault.ts';
export type { OwnWorld, ServerOptions, Simulated, Simulator, SimulatorOptions } from './sim/simulator.ts';
export { hunt } from './hunt/search/hunt.ts';
export type { HuntTerms } from './hunt/search/hunt.ts';
export type { HuntReport } from './hunt/report/report.ts';
export type { HuntVisit } from './hunt/run/function.ts';
export type { HuntExpect } from './hunt/judge/expect.ts';
export type { HuntSchedule } from './hunt/schedule/schedule.ts';

/** Makes the World and an Express application that serves it. Throws UserError for a bad option, scenario or clock. */
export const createApp = (options?: SimulatorOptions): Simulated => simulators.createApp(options, { findExamples });

/**
 * Starts a simulator; port 0, the default, takes any free port. Rejects with UserError for options that cannot be, and with the system's
 * error when it cannot listen.
 */
export const startSimulator = (options?: ServerOptions): Promise<Simulator> =>
  simulators.startSimulator(options, { findExamples });
