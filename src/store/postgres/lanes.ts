/** Connections for one kind of work, and how long its callers wait: a store that is away for a moment is not noticed. */
import { stopwatch } from '../../kernel/clock.ts';
import { StoreUnavailable } from '../port.ts';
import type { Address } from './address.ts';
import { connect, type Connection, type Met } from './connection.ts';
import type { SqlRow, Statement } from './named-query.ts';
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

/** Shared by all lanes of a client: where one had to let a connection go, the others ask anew which host takes writes. */
export class Era implements Met {
  /** Counts. */
  current = 0;
  timeline = '';
}

interface Kept {
  readonly connection: Connection;
  readonly era: number;
}

/** Runs work on connections, so many at a time at the most, in the order in which it is given. */
export class Lanes {
  readonly #address: Address;
  readonly #most: number;
  readonly #era: Era;
  readonly #idle: Kept[] = [];
  readonly #waiting: (() => void)[] = [];
  #used = 0;
  /** Why the last try failed; null when it did not. */
  #reason: string | null = null;
  /** The last work found no server: the next is not kept waiting for long. */
  #isAway = false;
  #isClosed = false;

  constructor(address: Address, most: number, era = new Era()) {
    this.#address = address;
    this.#most = most;
    this.#era = era;
  }

  /** What to tell who waited in vain. */
  get inVain(): StoreUnavailable {
    return new StoreUnavailable(this.#reason ?? 'it does not answer in time');
  }

  /** Tries until it is done, refused, or nobody waits any longer. It may be done twice, the first time without our knowing. */
  async run<Value>(work: (ask: RunStatement) => Promise<Value>, left: Left): Promise<Value> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.inVain), left());
    });
    try {
      return await Promise.race([this.#inTurn(work, left), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#idle.splice(0).map(({ connection }) => connection.end()));
  }

  async #inTurn<Value>(work: (ask: RunStatement) => Promise<Value>, left: Left): Promise<Value> {
    if (this.#used < this.#most) this.#used += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      for (;;) {
        try {
          const value = await this.#once(work, left);
          this.#isAway = false;
          this.#reason = null;
          return value;
        } catch (error) {
          await this.#afterwards(error, left);
        }
      }
    } finally {
      // Whoever waits has the turn at once.
      const next = this.#waiting.shift();
      if (next === undefined) this.#used -= 1;
      else next();
    }
  }

  async #once<Value>(work: (ask: RunStatement) => Promise<Value>, left: Left): Promise<Value> {
    if (this.#isClosed) throw new StoreUnavailable('the store was closed');
    if (left() <= 0) throw this.inVain;
    const era = this.#era.current;
    const connection = this.#open() ?? (await connect(this.#address, stepMilliseconds, this.#era));
    try {
      const value = await work((statement, values) => connection.query(statement, values, stepMilliseconds));
      this.#keep({ connection, era });
      return value;
    } catch (error) {
      if (connection.isOpen() && (!(error instanceof Failure) || isOfTheStatement(error)))
        this.#keep({ connection, era });
      else {
        connection.cut();
        this.#era.current += 1;
      }
      throw error;
    }
  }

  #open(): Connection | undefined {
    for (;;) {
      const kept = this.#idle.pop();
      if (kept === undefined) return undefined;
      if (kept.connection.isOpen() && kept.era === this.#era.current) return kept.connection;
      void kept.connection.end();
    }
  }

  #keep(kept: Kept): void {
    if (this.#isClosed) void kept.connection.end();
    else this.#idle.push(kept);
  }

  /** Returns when it is to be tried again, and throws otherwise. */
  async #afterwards(error: unknown, left: Left): Promise<void> {
    if (!(error instanceof Failure)) throw error;
    if (isInTheWay(error) && left() > 0) return;
    this.#reason = reasonOf(error);
    if (this.#isAway || isRefusal(error) || left() < 100) {
      this.#isAway = true;
      throw this.inVain;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
