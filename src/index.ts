/** The library: start a simulator in a test, mount its application in a server of your own, or judge a server by the contract suite. */
export type { NewPublicKey } from './products/argus/auth/public-keys.ts';
export type { ArgusFace, ClockFace, Face, FaultsFace, JournalFace, PlayOptions, UsmFace } from './sim/face.ts';
export type { Snapshot } from './state/state.ts';
export type { Exported } from './sim/export.ts';
export type { Fault, FaultState } from './sim/faults/faults.ts';
export type { KnownClient, KnownKey } from './sim/instance.ts';
export type { Entry } from './sim/journal/entry.ts';
export type { Filter } from './sim/journal/journal.ts';
export type { Expectation, Verdict, VerifyRequest } from './sim/journal/verify.ts';
export { runContract } from './contract/run.ts';
export { simulatedTarget } from './contract/simulated.ts';
export { contractTests } from './contract/tests.ts';
export type { Target } from './contract/target.ts';
export type { Report } from './contract/report/report.ts';
export { UserError } from './kernel/fault.ts';
export { createApp, startSimulator } from './sim/simulator.ts';
export type { OwnWorld, ServerOptions, Simulated, Simulator, SimulatorOptions } from './sim/simulator.ts';
