/** A server by itself: what is asked of its worlds is answered at once, and its clocks are the machine's. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatch } from '../../http/router.ts';
import { ControlError, sendProblem } from '../problems/problem.ts';
import { syslogDelivery } from '../sinks/kept/store.ts';
import { enter, type Entered } from './entry.ts';
import type { ServerCore } from './server-core.ts';
import type { Places, Way, WorldsDoor } from './way.ts';
import type { WorldSlot } from './world-slot.ts';
import type { Worlds } from './worlds.ts';

/** Real milliseconds between two looks at live clocks, and at idle worlds. */
const liveTick = 250;
const sweepTick = 15_000;

export function makeAlone(core: ServerCore, places: Places): Way {
  const { options, main, worlds, tally } = core;
  const { onBug } = options.serving;
  let started = 0;
  const control = (slot: WorldSlot, request: IncomingMessage, response: ServerResponse): void => {
    // What lives for long can be looked at meanwhile.
    const ready = slot.isBusy() ? null : slot.ready();
    Promise.all([options.planeOf(core, slot), ready])
      .then(([{ serve }]) => serve(request, response))
      .catch((error: unknown) => {
        onBug(error);
        sendProblem(response, error, request.url ?? '');
      });
  };
  const handOver = (entered: Entered, request: IncomingMessage, response: ServerResponse): boolean => {
    const { slot, url } = entered;
    if (slot.dispatch(request, response)) return (started++, true);
    // Express asks again whose it is, and wants to know the address as it came.
    places.set(request, slot);
    if (url !== request.url) Object.assign(request, { originalUrl: url });
    return false;
  };
  const dispatch: Dispatch = (request, response) => {
    // Express asks again for what was not answered at once.
    if (places.has(request)) return false;
    const entered = enter(core, request);
    if (entered instanceof ControlError) return (sendProblem(response, entered, request.url ?? ''), true);
    const { slot } = entered;
    if (options.control === 'beside' && isControl(request.url)) return (control(slot, request, response), true);
    const ready = isHealth(request.url) ? null : slot.ready();
    if (ready === null) return handOver(entered, request, response);
    ready
      .then(() => handOver(entered, request, response) || core.app()(request, response))
      .catch((error: unknown) => {
        onBug(error);
        response.destroy();
      });
    return true;
  };
  return {
    dispatch,
    control: (request, response) => {
      const entered = enter(core, request);
      if (entered instanceof ControlError) return (sendProblem(response, entered, request.url ?? ''), true);
      control(entered.slot, request, response);
      return true;
    },
    inFlight: () => Math.max(0, started - tally.total()),
    worlds: doorOf(worlds),
    takeMessage: (slot, sink, message) => void slot.sinks.add(sink, syslogDelivery(message)),
    noteUnmatched: (slot, request) => slot.journal.noteUnmatchedRequest(request),
    trouble: async () => null,
    run: () => {
      const live = setInterval(() => catchUp([main, ...worlds.list()], onBug), liveTick).unref();
      const sweep = setInterval(worlds.sweep, sweepTick).unref();
      return () => [live, sweep].forEach(clearInterval);
    },
  };
}

const doorOf = (worlds: Worlds): WorldsDoor => ({
  size: worlds.size,
  list: async () => worlds.list(),
  find: async (name) => worlds.get(name),
  put: async (given, settings) => {
    const name = given ?? worlds.freeName();
    const isNew = worlds.get(name) === undefined;
    return { slot: worlds.put(name, settings), isNew };
  },
  remove: async (name) => worlds.remove(name),
});

const isHealth = (url = '/'): boolean => url.startsWith('/health');
const isControl = (url = '/'): boolean => url.startsWith('/_sim');

function catchUp(slots: readonly WorldSlot[], onBug: (error: unknown) => void): void {
  for (const slot of slots) {
    if (slot.runtime().simulation.clock.speed() === 0 || slot.isBusy()) continue;
    try {
      slot.ready()?.catch(onBug);
    } catch (error) {
      onBug(error);
    }
  }
}
