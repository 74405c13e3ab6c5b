/** What a record is about: the things whose ids stand nearest to its surface, or where somebody said. */
import { sightingsIn, type Lookup, type NamedThing, type IdSighting } from './sightings.ts';

/** The things that a record is about, and ids in their places that are nobody's. */
export interface Identified {
  readonly named: readonly (IdSighting & { readonly named: NamedThing })[];
  readonly unknown: readonly IdSighting[];
}

export interface IdentityOptions {
  readonly lookUp: Lookup;
  /** Asked of plain numbers; null where none are ids. */
  readonly lookUpNumber: Lookup | null;
  /** JSON pointer to the id; null to look for it. */
  readonly idAt: string | null;
}

/** Of nested things the outermost counts: an alarm that holds its events is the alarm. */
export function identified(record: unknown, { lookUp, lookUpNumber, idAt }: IdentityOptions): Identified {
  const place = idAt === null ? { value: record, holder: null } : valueAt(record, idAt);
  const sightings = sightingsIn(place.value, lookUp, lookUpNumber).map((sighting) =>
    idAt === null ? sighting : { ...sighting, holder: place.holder },
  );
  const named = sightings.filter(isNamed);
  const nearest = named.reduce((least, { depth }) => Math.min(least, depth), Infinity);
  if (nearest === Infinity) return { named, unknown: idAt === null ? firstUnknown(sightings) : sightings.slice(0, 1) };
  const outermost = named.filter(({ depth }) => depth === nearest);
  const members = new Set(outermost.map(({ member }) => member));
  const isBeside = ({ named: of, depth, member }: IdSighting): boolean =>
    of === null && depth === nearest && members.has(member);
  return { named: outermost, unknown: sightings.filter(isBeside) };
}

const isNamed = (sighting: IdSighting): sighting is IdSighting & { readonly named: NamedThing } =>
  sighting.named !== null;

/** Of a record that names nothing known, what looks most like its own id. */
function firstUnknown(sightings: readonly IdSighting[]): readonly IdSighting[] {
  const nearest = sightings.reduce((least, { depth }) => Math.min(least, depth), Infinity);
  const outermost = sightings.filter(({ depth }) => depth === nearest);
  const likely = outermost.find(({ member }) => member === null || /^(?:_?id|uuid|guid|.*event_?id)$/i.test(member));
  return likely === undefined ? outermost.slice(0, 1) : [likely];
}

/** The value that a JSON pointer leads to, and the object that it is a member of. */
function valueAt(record: unknown, pointer: string): { readonly value: unknown; readonly holder: object | null } {
  let [value, holder]: [unknown, object | null] = [record, null];
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name))
      return { value: null, holder: null };
    if (!Array.isArray(value)) holder = value;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return { value, holder };
}
