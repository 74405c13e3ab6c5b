/** What a tool is: a name, what it is for, the schema of its input, and what it does with a simulator. */
import type { OwnWorld, Simulator } from '../sim/simulator.ts';

/** A world of the simulator: its own, or one beside it. */
export type AnyWorld = Simulator | OwnWorld;

export interface ToolContext {
  readonly simulator: Simulator;
  /** The world of that name; the server's own when left out. Throws UserError with the nearest name for one that there is not. */
  readonly world: (name?: string) => AnyWorld;
  /** Worlds that were made here, by name. */
  readonly worlds: Map<string, OwnWorld>;
}

export interface Tool<Input = never> {
  readonly name: string;
  /** Schema file of its input. */
  readonly schema: string;
  /** What it is for, and what its actions are, for who chooses among tools. */
  readonly description: string;
  /** Whether an input changes something, so that it takes --allow-writes. */
  readonly writes: (input: Input) => boolean;
  /** Gives what is shown: text as it is, all else as JSON. Throws UserError. */
  readonly run: (input: Input, context: ToolContext) => unknown;
}
