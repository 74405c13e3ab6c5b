/** Objects of a World that what is written over it may hold: they are told by their places, in an order that follows from the World alone. */
import { noVariantCount, noVariants } from '../model/detection.ts';
import type { World } from '../model/world.ts';

export const knownObjects = (base: World): readonly object[] => [
  ...new Set<object>([
    noVariants,
    noVariantCount,
    base.domain,
    ...base.customers,
    ...base.groups,
    ...base.locations,
    ...base.sensors,
    ...base.accounts,
    ...base.keys,
    ...base.hosts.flatMap((host) => (host.place === null ? [host] : [host, host.place])),
    ...base.details.flatMap((detail) => [detail, detail.detection, detail.alarm, detail.category, detail.variant]),
    ...base.cases.flatMap((entry) => [entry, entry.service, ...(entry.category === null ? [] : [entry.category])]),
    ...base.caseSets,
  ]),
];
