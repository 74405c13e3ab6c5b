/** Finds the world of a request as it is now, in the store as well as here. */
import { Truncated } from '../../store/port.ts';
import type { Plugin } from '../../products/shared/plugin.ts';
import { claimedTag } from '../worlds/entry.ts';
import type { Holding, Holdings } from './holdings.ts';
import type { Line } from './line.ts';
import type { HeadLook, LookUp } from './look-ups.ts';
import type { Patience } from './patience.ts';
import type { Registered, RegisteredWorld, Registry } from './registry.ts';
import type { Visitor } from './taking.ts';
import { serverStream } from './terms.ts';
import type { Carried } from './world-machine.ts';

/** The world that a request is for; null for the server's own, undefined for none. */
export type FoundWorld = RegisteredWorld | null | undefined;

export interface WorldFindingOptions {
  readonly registry: Registry;
  readonly server: Line<Registered>;
  readonly lookUp: LookUp;
  readonly holdings: Holdings;
  readonly own: () => Holding | Promise<Holding>;
  readonly plugins: readonly Plugin[];
}

export interface WorldFinding {
  /** As far as is known here. */
  readonly worldFor: (visitor: Visitor) => FoundWorld;
  /** Whether a world that is not known here may be meant; one that is known tells by itself when it has ended. */
  readonly isUnsure: (visitor: Visitor, found: FoundWorld) => boolean;
  /** Looks up a stream; all that is known of worlds is then as new. */
  readonly looked: (line: Line<Carried> | null, patience: Patience) => Promise<HeadLook>;
  readonly holdingOf: (world: RegisteredWorld | null, patience: Patience) => Holding | Promise<Holding>;
}

export const isSameWorld = (one: FoundWorld, other: FoundWorld): boolean =>
  one?.incarnation === other?.incarnation && (one === undefined) === (other === undefined);

export function makeFinding({ registry, server, lookUp, holdings, own, plugins }: WorldFindingOptions): WorldFinding {
  return {
    worldFor: ({ address, message }) => {
      if (address.name !== null) return registry.get(address.name) ?? undefined;
      const tag = registry.size() === 0 ? null : claimedTag(plugins, message.headers);
      return tag === null ? null : registry.ofWorldTag(tag);
    },
    isUnsure: ({ message }, found) => found === null && claimedTag(plugins, message.headers) !== null,
    looked: async (line, patience) => {
      const streams = line === null ? [serverStream] : [serverStream, line.stream];
      let look: HeadLook;
      try {
        look = await lookUp(streams, patience);
      } catch (error) {
        if (!(error instanceof Truncated)) throw error;
        const behind = error.stream === line?.stream ? line : server;
        await patience.workedFor(behind.load(), behind.asking);
        look = await lookUp(streams, patience);
      }
      const head = look.headOf(serverStream);
      if (head > server.next()) await server.reach(head, patience);
      return look;
    },
    holdingOf: (world, patience) => (world === null ? own() : holdings.of(world, patience)),
  };
}
