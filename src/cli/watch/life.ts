/** What a World lives through while its clock moves: events that become known, and steps of stories that begin. */
import {
  happeningOfStep,
  happeningsOf,
  type Happening,
  type SeenEvent,
  type SeenStory,
  type Watchable,
} from './happening.ts';
import type { Plane, PlaneStatus } from './plane.ts';

/** Events that are asked for at once: as many as there may be. */
const page = 999;

interface EventPage {
  readonly count: number;
  readonly events: readonly SeenEvent[];
}

interface LifeOptions {
  readonly plane: Plane;
  readonly wanted: ReadonlySet<Watchable>;
  /** Hears of a World that has taken the place of the one that was watched. */
  readonly onOther: (status: PlaneStatus) => void;
}

const fingerprint = (event: SeenEvent | undefined): string => (event === undefined ? '' : JSON.stringify(event.ids));

const isSameWorld = (one: PlaneStatus, other: PlaneStatus): boolean =>
  one.scenario === other.scenario && one.seed === other.seed && one.start === other.start;

/** The life of the World that is played: told from where it begins, once, whatever fails in between. */
export class Life {
  readonly #options: LifeOptions;
  #status: PlaneStatus;
  #stories: readonly SeenStory[] = [];
  /** Steps that have begun and were not told yet. */
  #steps: Happening[] = [];
  /** Events that were told or known at the beginning, and the ids of the last: in another World another one stands there. */
  #count = 0;
  #last = '';
  #isTold = true;

  private constructor(options: LifeOptions, status: PlaneStatus) {
    this.#options = options;
    this.#status = status;
  }

  /** From the present on. */
  static async from(options: LifeOptions, status: PlaneStatus): Promise<Life> {
    const life = new Life(options, status);
    await life.#begin(status);
    return life;
  }

  /** What has happened since the last time, in order, some at a time. */
  async *next(): AsyncGenerator<readonly Happening[]> {
    const status = await this.#options.plane.status();
    const before = this.#status;
    if (!isSameWorld(before, status) || status.clock.now < before.clock.now) return this.#beginAnew(status);
    if (status.clock.now > before.clock.now) this.#move(status);
    while (!this.#isTold) {
      const events = await this.#nextEvents();
      if (events === null) return this.#beginAnew(status);
      // Events of one time may be in many pages: steps that are later wait for those.
      const until = this.#isTold ? status.clock.instant : (events.at(-1)?.at ?? '');
      const steps = this.#steps.filter(({ at }) => at <= until);
      this.#steps = this.#steps.filter(({ at }) => at > until);
      yield inOrder([...steps, ...events.flatMap((event) => happeningsOf(event, this.#options.wanted))]);
    }
  }

  async #beginAnew(status: PlaneStatus): Promise<void> {
    await this.#begin(status);
    this.#options.onOther(status);
  }

  async #begin(status: PlaneStatus): Promise<void> {
    const { plane, wanted } = this.#options;
    const stories = wanted.has('steps') ? (await plane.get<{ stories: readonly SeenStory[] }>('/truth')).stories : [];
    const { count } = this.#wantsEvents() ? await this.#page(0, 0) : { count: 0 };
    const { events } = count === 0 ? { events: [] } : await this.#page(count - 1, 1);
    this.#stories = stories;
    this.#steps = [];
    this.#count = count;
    this.#last = fingerprint(events[0]);
    this.#status = status;
    this.#isTold = true;
  }

  /** Takes notice of a clock that has moved. */
  #move(status: PlaneStatus): void {
    const [from, to] = [this.#status.clock.now, status.clock.now];
    const isNew = (begin: number): boolean => begin > from && begin <= to;
    for (const story of this.#stories)
      for (const step of story.steps) if (isNew(Date.parse(step.begin))) this.#steps.push(happeningOfStep(story, step));
    this.#status = status;
    this.#isTold = false;
  }

  /** Those after the ones that were told; null where these are not there any more. */
  async #nextEvents(): Promise<readonly SeenEvent[] | null> {
    if (!this.#wantsEvents()) {
      this.#isTold = true;
      return [];
    }
    const overlap = Math.min(this.#count, 1);
    const { events, count } = await this.#page(this.#count - overlap, page);
    if (overlap > 0 && fingerprint(events[0]) !== this.#last) return null;
    this.#count += events.length - overlap;
    this.#last = fingerprint(events.at(-1));
    this.#isTold = this.#count >= count;
    return events.slice(overlap);
  }

  #page(offset: number, limit: number): Promise<EventPage> {
    return this.#options.plane.get(`/truth/events?offset=${offset}&limit=${limit}`);
  }

  #wantsEvents(): boolean {
    return this.#options.wanted.has('events') || this.#options.wanted.has('alarms');
  }
}

const inOrder = (happenings: readonly Happening[]): readonly Happening[] =>
  happenings.toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
