/** What a caller sees of the World: cases that are kept from it are left out of the sets that events name, at every door. */
import type { Handler } from '../../../http/endpoint.ts';
import type { World } from '../../../model/world.ts';
import { mayReadCase, type Principal } from '../access/access.ts';
import type { ArgusServices } from './services.ts';

/** Services as they are for a caller; the same ones for most. */
export type Sight = (principal: Principal | null) => ArgusServices;

/** Callers who see alike have one set of services; `remake` makes the rest of them for a World as it is seen. */
export function makeSight(
  services: ArgusServices,
  remake: (world: World) => Pick<ArgusServices, 'v1' | 'v2' | 'unkept'>,
): Sight {
  const { world, state } = services.simulation;
  let version = -1;
  let kept: World['cases'] = [];
  const bySight = new Map<string, ArgusServices>();
  return (principal) => {
    if (principal === null || principal.account.analyst) return services;
    if (version !== state.version()) {
      version = state.version();
      kept = world.cases.filter(({ restricted }) => restricted);
      bySight.clear();
    }
    // Of other customers no event is seen that could name their cases.
    const hidden = kept.filter((entry) => !mayReadCase(principal, entry));
    if (hidden.length === 0) return services;
    const name = hidden.map(({ index }) => index).join(' ');
    const known = bySight.get(name);
    if (known !== undefined) return known;
    const seen = worldWithout(world, new Set(hidden.map(({ index }) => index)));
    const made = { ...services, simulation: { ...services.simulation, world: seen }, ...remake(seen) };
    bySight.set(name, made);
    return made;
  };
}

/** The same World, whose sets of cases lack these, also after a write. */
function worldWithout(world: World, hidden: ReadonlySet<number>): World {
  let source: World['caseSets'] | null = null;
  let sets: World['caseSets'] = [];
  const get = (): World['caseSets'] => {
    if (source === world.caseSets) return sets;
    source = world.caseSets;
    sets = source.map((set) =>
      set.some(({ index }) => hidden.has(index)) ? set.filter(({ index }) => !hidden.has(index)) : set,
    );
    return sets;
  };
  return Object.create(world, { caseSets: { get, enumerable: true } }) as World;
}

/** Handlers that work with what their caller sees. */
export const sighted = <Name extends string>(
  handlers: Readonly<Record<Name, Handler<ArgusServices, Principal>>>,
  sight: Sight,
): Readonly<Record<Name, Handler<ArgusServices, Principal>>> =>
  Object.fromEntries(
    Object.entries<Handler<ArgusServices, Principal>>(handlers).map(([name, handle]) => [
      name,
      ((_, call) => handle(sight(call.principal), call)) satisfies Handler<ArgusServices, Principal>,
    ]),
  ) as Record<Name, Handler<ArgusServices, Principal>>;
