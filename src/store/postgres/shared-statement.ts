/** Callers of one tick share one statement; those who come while it runs share the next. */
import { StoreUnavailable } from '../port.ts';
import { callPatience, waiting, type RunStatement, type Lanes } from './lanes.ts';

/** What one statement does for all: an answer for each call, or why there is none. */
export type Together<Call, Answer> = (
  ask: RunStatement,
  calls: readonly Call[],
) => Promise<readonly (Answer | Error)[]>;

interface Caller<Call, Answer> {
  readonly call: Call;
  readonly weight: number;
  readonly settle: (answer: Answer | Error) => void;
  isWaiting: boolean;
}

/** How much one statement takes together. */
const mostWeight = 8 * 1024 * 1024;
const mostCalls = 500;

export class SharedStatement<Call, Answer> {
  readonly #lanes: Lanes;
  readonly #together: Together<Call, Answer>;
  #callers: Caller<Call, Answer>[] = [];
  #isServing = false;

  constructor(lanes: Lanes, together: Together<Call, Answer>) {
    this.#lanes = lanes;
    this.#together = together;
  }

  /** `weight` is about the bytes of the call. */
  ask(call: Call, weight: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = (answer: Answer | Error): void => {
        caller.isWaiting = false;
        clearTimeout(timer);
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      };
      const caller: Caller<Call, Answer> = { call, weight, settle, isWaiting: true };
      const timer = setTimeout(() => settle(this.#lanes.inVain), callPatience);
      this.#callers.push(caller);
      void this.#serve();
    });
  }

  async #serve(): Promise<void> {
    if (this.#isServing) return;
    this.#isServing = true;
    while (this.#callers.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.#serveOnce(this.#next());
    }
    this.#isServing = false;
  }

  /** Those who have waited longest; one at least. */
  #next(): readonly Caller<Call, Answer>[] {
    const waitingStill = this.#callers.filter(({ isWaiting }) => isWaiting);
    let weight = 0;
    const end = waitingStill.findIndex((caller, at) => {
      weight += caller.weight;
      return at > 0 && (weight > mostWeight || at >= mostCalls);
    });
    this.#callers = end < 0 ? [] : waitingStill.slice(end);
    return end < 0 ? waitingStill : waitingStill.slice(0, end);
  }

  async #serveOnce(group: readonly Caller<Call, Answer>[]): Promise<void> {
    if (group.length === 0) return;
    let served = group;
    try {
      const answers = await this.#lanes.run((ask) => {
        served = group.filter(({ isWaiting }) => isWaiting);
        return served.length === 0
          ? Promise.reject(new StoreUnavailable('nobody waits'))
          : this.#together(
              ask,
              served.map(({ call }) => call),
            );
      }, waiting());
      served.forEach(({ settle }, at) => {
        const answer = answers[at];
        settle(answer === undefined ? new Error('an answer is missing') : answer);
      });
    } catch (error) {
      for (const { settle } of group) settle(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
