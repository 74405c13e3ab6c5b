/** Connections for one kind of work, and how long its callers wait: a store that is away for a moment is not noticed. */
import { stopwatch } from '../../kernel/clock.ts';
import { StoreUnavailable } from '../port.ts';
import type { Address } from './address.ts';
import { connect, type Connection, type Statement, type SqlRow } from './connection.ts';
import { Failure, isInTheWay, isOfTheStatement, isRefusal, reasonOf } from './reasons.ts';

/** All is answered within 2 s, with time to tell the client. */
export const callPatience = 1800;

/** For how long a statement, and a connection, is waited for. */
export const stepMilliseconds = 1700;

/** What is left of a caller's patience. */
export type Left = () => number;

/** Begins to wait. */
export function waiting(milliseconds = callPatience): Left {
  const gone = stopwatch();
  return () => milliseconds - gone();
}

/** Runs a statement. */
export type RunStatement = (statement: string | Statement, values: readonly unknown[]) => Promise<readonly SqlRow[]>;

/** Runs work on connections, so many at a time at the most, in the order in which it is given. */
export class Lanes {
  readonly #address: Address;
  readonly #most: number;
  readonly #idle: Connection[] = [];
  readonly #waiting: (() => void)[] = [];
  #used = 0;
  /** The last work found no server: the next is not kept waiting for long. */
  #isAway = false;
  #isClosed = false;

  constructor(address: Address, most: number) {
    this.#address = address;
    this.#most = most;
  }

  /** Tries until it is done, refused, or nobody waits any longer. It may be done twice, the first time without our knowing. */
  async run<Value>(work: (ask: RunStatement) => Promise<Value>, left: Left): Promise<Value> {
    await this.#turn();
    try {
      for (;;) {
        try {
          const value = await this.#once(work);
          this.#isAway = false;
          return value;
        } catch (error) {
          await this.#afterwards(error, left);
        }
      }
    } finally {
      this.#used -= 1;
      this.#waiting.shift()?.();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#idle.splice(0).map((connection) => connection.end()));
  }

  async #turn(): Promise<void> {
    if (this.#used >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#used += 1;
  }

  async #once<Value>(work: (ask: RunStatement) => Promise<Value>): Promise<Value> {
    if (this.#isClosed) throw new StoreUnavailable('the store was closed');
    const connection = this.#open() ?? (await connect(this.#address, stepMilliseconds));
    try {
      const value = await work((statement, values) => connection.query(statement, values, stepMilliseconds));
      this.#keep(connection);
      return value;
    } catch (error) {
      if (connection.isOpen() && (!(error instanceof Failure) || isOfTheStatement(error))) this.#keep(connection);
      else connection.cut();
      throw error;
    }
  }

  #open(): Connection | undefined {
    for (;;) {
      const connection = this.#idle.pop();
      if (connection === undefined || connection.isOpen()) return connection;
    }
  }

  #keep(connection: Connection): void {
    if (this.#isClosed) void connection.end();
    else this.#idle.push(connection);
  }

  /** Returns when it is to be tried again, and throws otherwise. */
  async #afterwards(error: unknown, left: Left): Promise<void> {
    if (!(error instanceof Failure)) throw error;
    if (isInTheWay(error) && left() > 0) return;
    if (this.#isAway || isRefusal(error) || left() < 100) {
      this.#isAway = true;
      throw new StoreUnavailable(reasonOf(error));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
