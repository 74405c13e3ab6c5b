/** What alarms, categories and signatures are searched and sorted by. Source: W5.0 alarms/v1, the three search criteria. */
import type { AlarmCriteria, CategoryCriteria, SignatureCriteria } from '../../generated/types.ts';
import { oneOf, type Searchable } from '../searching/search.ts';
import type { AlarmEntry, CategoryEntry, SignatureEntry } from './entries.ts';
import { mappedAt, alarmReferences } from './models.ts';
import type { TriggersOf } from './triggers.ts';

const signaturesOf = ({ signatures }: AlarmEntry): readonly string[] => signatures.map(({ signature }) => signature);

const flagsOf = ({
  includeFlags = [],
  excludeFlags = [],
}: {
  readonly includeFlags?: readonly string[];
  readonly excludeFlags?: readonly string[];
}) => ({ include: includeFlags, exclude: excludeFlags });

export const alarmSection: Searchable<AlarmEntry, AlarmCriteria> = {
  texts: {
    reference: alarmReferences,
    description: ({ name }) => [name],
    label: ({ labels }) => labels,
    signature: signaturesOf,
    attackIdentifier: signaturesOf,
    id: ({ id }) => [String(id)],
    shortName: ({ shortName }) => [shortName],
  },
  times: {
    createdTimestamp: ({ care }) => care.created,
    lastUpdatedTimestamp: ({ care }) => care.updated,
    lastCheckTimestamp: ({ care }) => care.checked,
    nextCheckTimestamp: ({ care }) => care.nextCheck,
  },
  usualTime: 'lastUpdatedTimestamp',
  flags: ({ flags }) => flags,
  flagsOf,
  orders: {
    id: ({ id }) => id,
    lastUpdatedTimestamp: ({ care }) => care.updated,
    description: ({ name }) => name,
    attackCategory: ({ category }) => category.id,
  },
  usualOrder: 'id',
  chosen: (part) => [
    ...oneOf(part.attackCategoryID, ({ category }: AlarmEntry) => [category.id]),
    ...oneOf(part.alarmID, ({ id }: AlarmEntry) => [id]),
    ...oneOf(part.alarm, ({ id, shortName }: AlarmEntry) => [id, shortName]),
    ...exactly(part.alarmReferences, alarmReferences),
    ...exactly(part.labels, ({ labels }: AlarmEntry) => labels),
    ...exactly(part.signature, signaturesOf),
  ],
};

export const categorySection: Searchable<CategoryEntry, CategoryCriteria> = {
  texts: {
    id: ({ id }) => [String(id)],
    shortName: ({ shortName }) => [shortName],
    name: ({ name }) => [name],
    info: ({ name }) => [`Alarms of the category ${name}.`],
  },
  times: {
    createdTimestamp: ({ care }) => care.created,
    lastUpdatedTimestamp: ({ flags, care }) => (flags.includes('DELETED') ? care.checked : care.updated),
    deletedTimestamp: ({ flags, care }) => (flags.includes('DELETED') ? care.checked : 0),
  },
  usualTime: 'lastUpdatedTimestamp',
  flags: ({ flags }) => flags,
  flagsOf,
  orders: {
    id: ({ id }) => id,
    shortName: ({ shortName }) => shortName,
    name: ({ name }) => name,
    info: ({ name }) => name,
  },
  usualOrder: 'id',
  chosen: (part) => [
    ...oneOf(part.attackCategoryID, ({ id }: CategoryEntry) => [id]),
    ...oneOf(part.attackCategory, ({ id, shortName }: CategoryEntry) => [id, shortName]),
  ],
};

/** `triggers` are the caller's: what it may not see has not happened. */
export const signatureSection = (triggers: TriggersOf): Searchable<SignatureEntry, SignatureCriteria> => ({
  texts: {
    description: ({ alarm }) => (alarm === null ? [] : [alarm.name]),
    signature: ({ signature }) => [signature],
    signatureMessage: ({ message }) => [message],
  },
  times: {
    firstTriggeredTimestamp: ({ signature }) => triggers(signature).first,
    lastTriggeredTimestamp: ({ signature }) => triggers(signature).last,
    mappedTimestamp: mappedAt,
    lastUpdatedTimestamp: ({ care }) => care.updated,
  },
  usualTime: 'lastTriggeredTimestamp',
  flags: ({ flags }) => flags,
  flagsOf: ({ includeFlags, excludeFlags }) => ({ include: named(includeFlags), exclude: named(excludeFlags) }),
  orders: {
    signature: ({ signature }) => signature,
    signatureMessage: ({ message }) => message,
    firstTriggeredTimestamp: ({ signature }) => triggers(signature).first,
    lastTriggeredTimestamp: ({ signature }) => triggers(signature).last,
    lastUpdatedTimestamp: ({ care }) => care.updated,
    mappedTimestamp: mappedAt,
    triggerAmount: ({ signature }) => triggers(signature).amount,
  },
  usualOrder: 'signature',
  chosen: (part) => [
    ...oneOf(part.attackCategoryID, ({ alarm }: SignatureEntry) => (alarm === null ? [] : [alarm.category.id])),
    ...oneOf(part.alarmID, ({ alarm }: SignatureEntry) => (alarm === null ? [] : [alarm.id])),
    ...exactly(part.signature, ({ signature }: SignatureEntry) => [signature]),
    ...exactly(part.attackIdentifier, ({ signature }: SignatureEntry) => [signature]),
    ...bound(part.minTriggerAmount, (least, { signature }) => triggers(signature).amount >= least),
    ...bound(part.maxTriggerAmount, (most, { signature }) => triggers(signature).amount <= most),
  ],
});

/** Passes what has one of these texts, letter by letter; an empty list does not narrow. */
function exactly<Item>(
  list: readonly string[] | undefined,
  texts: (item: Item) => readonly string[],
): readonly ((item: Item) => boolean)[] {
  if (list === undefined || list.length === 0) return [];
  const wanted = new Set(list);
  return [(item) => texts(item).some((text) => wanted.has(text))];
}

/** 0 is no bound. */
function bound(
  amount: string | number | undefined,
  passes: (amount: number, entry: SignatureEntry) => boolean,
): readonly ((entry: SignatureEntry) => boolean)[] {
  const number = Number(amount ?? 0);
  return number === 0 ? [] : [(entry) => passes(number, entry)];
}

const signatureFlags = ['DELETED', 'DEFAULT_BLOCK', 'SNORT', 'ISS_SIGNATURE'];

/** Flags by name, or as a number of bits, which the vendor's schema has. */
const named = (flags: readonly string[] | string | number | undefined): readonly string[] =>
  Array.isArray(flags) ? flags : signatureFlags.filter((_, bit) => ((Number(flags ?? 0) >>> bit) & 1) === 1);
