/** Sub-criteria that do nothing, or are joined in another way than was asked for. */
import type { Json } from '../../../../src/kernel/schema.ts';
import type { Sent } from '../../mutant.ts';
import { isMembers, type Members } from '../answers.ts';
import { bodyOf, hearing } from '../asking.ts';
import type { Door } from '../doors.ts';
import { whole, type Operator } from '../operator.ts';

/** True where criteria may hold criteria. */
export const hasParts = ({ criteria: all, body, isRead, isList, total }: Door): boolean =>
  isRead && body !== null && all.length > 0 && partsKnown(body) && (!isList || total > 1);
const partsKnown = (body: string): boolean => /criteria|stats-request/.test(body) && !/task|prune/.test(body);
const ofParts = whole(hasParts);
const ofDeepParts = whole((door) => hasParts(door) && door.partNames.includes('subCriteria'));

/** The request with the criteria in its body bent, each list of parts as deep as `level` says; 0 is the root. */
export function bendParts(sent: Sent, bend: (part: Members, level: number) => Members): Sent {
  const body = bodyOf(sent);
  if (body === null) return sent;
  const visit = (part: Members, level: number): Members => {
    const parts = part['subCriteria'];
    const below = Array.isArray(parts)
      ? { ...part, subCriteria: parts.map((one: Json) => (isMembers(one) ? visit(one, level + 1) : one)) }
      : part;
    return bend(below, level);
  };
  return { ...sent, body: JSON.stringify(visit(body, 0)) };
}

/** Members without one. */
export const without = (members: Members, name: string): Members =>
  Object.fromEntries(Object.entries(members).filter(([other]) => other !== name));

const partsOf = (part: Members): readonly Members[] =>
  Array.isArray(part['subCriteria']) ? (part['subCriteria'] as readonly Json[]).filter(isMembers) : [];

const parted = { kind: 'criteria', foundBy: ['law'], places: ofParts } as const;

export const subCriteria: readonly Operator[] = [
  {
    ...parted,
    name: 'parts-ignored',
    says: 'Sub-criteria are taken and do nothing.',
    at: () => hearing((sent) => bendParts(sent, (part) => without(part, 'subCriteria'))),
  },
  {
    ...parted,
    name: 'second-part-ignored',
    says: 'Of several sub-criteria only the first counts.',
    at: () =>
      hearing((sent) =>
        bendParts(sent, (part) =>
          partsOf(part).length > 1 ? { ...part, subCriteria: partsOf(part).slice(0, 1) as unknown as Json } : part,
        ),
      ),
  },
  {
    ...parted,
    name: 'deeper-parts-ignored',
    places: ofDeepParts,
    says: 'Sub-criteria of sub-criteria are taken and do nothing.',
    at: () => hearing((sent) => bendParts(sent, (part, level) => (level > 0 ? without(part, 'subCriteria') : part))),
  },
  {
    ...parted,
    name: 'exclude-ignored',
    says: 'What a sub-criterion excludes is taken as wanted.',
    at: () => hearing((sent) => bendParts(sent, (part) => without(part, 'exclude'))),
  },
  {
    ...parted,
    name: 'exclude-ignored-beside-required',
    says: 'Exclude does nothing in a sub-criterion that is required as well.',
    at: () =>
      hearing((sent) => bendParts(sent, (part) => (part['required'] === true ? without(part, 'exclude') : part))),
  },
  {
    ...parted,
    name: 'exclude-ignored-deeper',
    places: ofDeepParts,
    says: 'Exclude does nothing two levels down.',
    at: () => hearing((sent) => bendParts(sent, (part, level) => (level > 1 ? without(part, 'exclude') : part))),
  },
  {
    ...parted,
    name: 'exclude-of-many-ignored',
    says: 'Of several sub-criteria that exclude, only the first does.',
    at: () =>
      hearing((sent) =>
        bendParts(sent, (part) => {
          const all = partsOf(part);
          const first = all.find((one) => one['exclude'] === true);
          const kept = all.filter((one) => one['exclude'] !== true || one === first);
          return kept.length === all.length ? part : { ...part, subCriteria: kept as unknown as Json };
        }),
      ),
  },
  {
    ...parted,
    name: 'required-ignored',
    says: 'A sub-criterion that is required counts as one of many.',
    at: () => hearing((sent) => bendParts(sent, (part) => without(part, 'required'))),
  },
  {
    ...parted,
    name: 'parts-all-required',
    says: 'Sub-criteria of which any is enough are each required.',
    at: () =>
      hearing((sent) =>
        bendParts(sent, (part, level) => (level > 0 && part['exclude'] !== true ? { ...part, required: true } : part)),
      ),
  },
];
