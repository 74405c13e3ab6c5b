/** What the views are called, in the order of their keys; the build writes them into the page, which shows them before any script is there. */
export const viewNames = [
  ['world', 'World'],
  ['timeline', 'Timeline'],
  ['events', 'Events'],
  ['traffic', 'Traffic'],
  ['faults', 'Faults'],
  ['worlds', 'Worlds'],
  ['sinks', 'Sinks'],
  ['truth', 'Truth'],
  ['demo', 'Story mode'],
  ['control', 'Control plane'],
] as const;

export type ViewName = (typeof viewNames)[number][0];

/** The tenth view has the key after 9. */
export const keyOfPlace = (place: number): string => String((place + 1) % 10);
