/** Simulated time: what happens next is what is due next, and how long things take is drawn from a seed. */
import { stream, type Stream } from '../../../src/kernel/random.ts';

interface Happening {
  readonly due: number;
  readonly number: number;
  /** Whose it is: it never happens once that died. */
  readonly owner: string;
  readonly happen: () => void;
}

export class Scheduler {
  readonly #happenings: Happening[] = [];
  /** All that is drawn in this run. */
  readonly chance: Stream;
  readonly #dead = new Set<string>();
  #number = 0;
  #now = 1_800_000_000_000;

  constructor(seed: string) {
    this.chance = stream(seed, 'simulation');
  }

  /** Simulated epoch milliseconds. */
  readonly now = (): number => Math.floor(this.#now);

  /** A time for something to come through: mostly short, sometimes long, seldom so long that nobody waits. */
  readonly delay = (): number => {
    const kind = this.chance.below(100);
    if (kind < 70) return this.chance.below(4);
    if (kind < 95) return this.chance.below(40);
    return kind < 99 ? this.chance.below(500) : this.chance.below(4000);
  };

  /** Lets something happen after some milliseconds; gives how to call it off. */
  after(milliseconds: number, owner: string, happen: () => void): () => void {
    if (this.#dead.has(owner)) return () => undefined;
    const happening = { due: this.#now + milliseconds, number: ++this.#number, owner, happen };
    const at = this.#happenings.findIndex(({ due }) => due > happening.due);
    this.#happenings.splice(at < 0 ? this.#happenings.length : at, 0, happening);
    return () => this.#drop((one) => one === happening);
  }

  /** Nothing that is somebody's happens any more; who begins anew has another name. */
  kill(owner: string): void {
    this.#dead.add(owner);
    this.#drop((one) => one.owner === owner);
  }

  /** Lets happen what is due next, and all that follows from it at once; false where nothing is left. */
  async step(): Promise<boolean> {
    const next = this.#happenings.shift();
    if (next === undefined) return false;
    this.#now = Math.max(this.#now, next.due);
    next.happen();
    await new Promise((resolve) => setImmediate(resolve));
    return true;
  }

  /** Steps until it is so, or nothing is left, or there were too many. */
  async runUntil(isSo: () => boolean, most = 1_000_000): Promise<boolean> {
    for (let steps = 0; !isSo(); steps++) if (steps >= most || !(await this.step())) return false;
    return true;
  }

  #drop(isGone: (one: Happening) => boolean): void {
    for (let at = this.#happenings.length - 1; at >= 0; at--) {
      const one = this.#happenings[at];
      if (one !== undefined && isGone(one)) this.#happenings.splice(at, 1);
    }
  }
}
