/** How a replica takes a request: it finds the world, orders what has a place in its order, and answers the rest when it is up to date. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { stopwatch } from '../../kernel/clock.ts';
import { Removed, StoreUnavailable } from '../../store/port.ts';
import { unknownWorld, type WorldAddress } from '../worlds/entry.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { answerAhead } from './ahead.ts';
import { deliverTo, answerOrdered, answerRead, refuse, stamp, type AnsweringOptions, type Begun } from './answering.ts';
import { isSameWorld, makeFinding, type WorldFindingOptions } from './finding.ts';
import type { ReplicaPace } from './pace.ts';
import { makePatience } from './patience.ts';
import type { Holding } from './holdings.ts';
import type { RegisteredWorld } from './registry.ts';
import { answererOf, hasPlace, takesCredentials, type Answerer } from './who-answers.ts';

export interface TakingOptions extends WorldFindingOptions, AnsweringOptions {
  readonly pace: ReplicaPace;
  /** The slot of the server's own world, whose products word what nobody else can. */
  readonly main: WorldSlot;
  /** Whether the control plane answers beside the products. */
  readonly hasControl: boolean;
  /** Told of a world that was asked for. */
  readonly used: (world: RegisteredWorld, now: number) => void;
}

/** A request on its way. */
export interface Visitor {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly address: WorldAddress;
  /** True at an address of the control plane's own. */
  readonly isControl: boolean;
}

/** Times that a request begins anew because its world became another one meanwhile. */
const mostAttempts = 5;

export function makeTaking(options: TakingOptions): (visitor: Visitor) => Promise<void> {
  const { hasControl, main, onBug } = options;
  const { worldFor, isUnsure, looked, holdingOf } = makeFinding(options);
  const tell = (world: RegisteredWorld | null, now: number): void => {
    if (world !== null) options.used(world, now);
  };
  /** Answers what has no place; false when the world has become another one, null where it has a place after all. */
  const read = async (
    visitor: Visitor,
    begun: Begun,
    answerer: Answerer,
    holding: Holding,
  ): Promise<boolean | null> => {
    const { patience } = begun;
    const { world, slot, plane, line } = holding;
    const played = slot.runtime();
    const ahead = answerAhead(visitor, holding, { answerer, isUnsure: isUnsure(visitor, world), patience });
    if (ahead !== false && (await ahead)) return (tell(world, holding.time.wall.now()), true);
    const look = await looked(line, patience);
    if (!isSameWorld(world, worldFor(visitor))) return false;
    const head = look.headOf(line.stream);
    if (head > line.next()) await line.reach(head, patience);
    tell(world, look.now);
    const now = slot.runtime() === played ? answerer : answererOf(visitor, slot, plane, hasControl);
    begun.answerer = now;
    if (hasPlace(now, visitor, slot, plane)) return null;
    return answerRead(visitor, { holding, answerer: now, head, now: look.now, patience }, options);
  };
  /** One attempt: false when the world has become another one. */
  const attempt = async (visitor: Visitor, begun: Begun): Promise<boolean> => {
    const world = worldFor(visitor);
    const { patience } = begun;
    if (world === undefined) {
      if (begun.hasLooked) throw unknownWorld();
      begun.hasLooked = true;
      await looked(null, patience);
      return false;
    }
    const opened = holdingOf(world, patience);
    const holding = opened instanceof Promise ? await opened : opened;
    const { slot, plane } = holding;
    const answerer = answererOf(visitor, slot, plane, hasControl);
    begun.answerer = answerer;
    if (!hasPlace(answerer, visitor, slot, plane)) {
      const isDone = await read(visitor, begun, answerer, holding);
      if (isDone !== null) return isDone;
    }
    if (isUnsure(visitor, world) && !takesCredentials(answerer, slot)) {
      await looked(null, patience);
      if (!isSameWorld(world, worldFor(visitor))) return false;
    }
    const carried = await answerOrdered(visitor, holding, begun);
    // What comes after the end of a world has not happened: that it ended is known once the worlds are looked up.
    if (holding.isOver() && carried === null) return (await looked(null, patience), false);
    if (carried === null) throw new Error('an ordered request has no answer');
    tell(world, holding.time.wall.now());
    stamp(visitor.response, holding);
    deliverTo(visitor.response, carried);
    return true;
  };
  const answered = async (visitor: Visitor, begun: Begun): Promise<void> => {
    for (let left = mostAttempts; left > 0; left--) {
      try {
        if (await attempt(visitor, begun)) return;
      } catch (error) {
        if (!(error instanceof Removed)) throw error;
        await looked(null, begun.patience);
      }
    }
    throw new StoreUnavailable('the world became another one again and again');
  };
  return async (visitor) => {
    const begun = newlyBegun(options.pace);
    try {
      await answered(visitor, begun);
    } catch (error) {
      const answerer = begun.answerer ?? answererOf(visitor, main, null, hasControl);
      refuse(visitor.response, answerer, error, onBug);
    }
  };
}

const newlyBegun = (pace: ReplicaPace): Begun => ({
  hasLooked: false,
  answerer: null,
  body: null,
  patience: makePatience(pace),
  waited: stopwatch(),
});
