/** Operations that misbehave alike. */

export const lists = [
  'argus.listAggregatedEvents',
  'argus.findAggregatedEvents',
  'argus.listNIDSEvents',
  'argus.findNIDSEvents',
  'argus.listEvents',
  'argus.searchEvents',
];
export const searchesV1 = ['argus.findAggregatedEvents', 'argus.findNIDSEvents'];
export const searches = [...searchesV1, 'argus.searchEvents'];
export const ofCases = ['argus.getEventsForCase', 'argus.listEventsByCase'];
export const singles = ['argus.getEventByPath', 'argus.getEvent'];
export const usmLists = ['usm.getUsmAlarms', 'usm.getUsmEvents'];

/** True for a path that lists or searches events of Argus. */
export const isList = (path: string): boolean =>
  /^\/events\/v[12]\/(?:aggregated|nids|event)(?:\/search)?$/.test(path) || /^\/events\/v[12]\/case\//.test(path);
