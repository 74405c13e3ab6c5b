/** Alarms, categories and signatures as alarms/v1 shows them. Source: docs/contract/argus.md §12.10; W5.0 alarms/v1. */
import type { Domain, User, World } from '../../../../model/world.ts';
import { userInfo, userInfoV2 } from '../../common/models.ts';
import type { Alarm, AttackCategory, Comment, Signature, UserInfo } from '../../generated/types.ts';
import type { AlarmEntry, Care, CategoryEntry, SignatureEntry } from './entries.ts';
import type { TriggersOf } from './triggers.ts';

/** Who looks at the catalogue of which World. */
export interface CatalogueView {
  readonly world: World;
  readonly triggers: TriggersOf;
  /** True for the operations centre, which sees where its own handbook is. */
  readonly isInternal: boolean;
}

/** What of an alarm is shown on request only. */
export interface AlarmParts {
  readonly mappings: boolean;
  readonly comments: boolean;
}

const person = (user: User | null, domain: Domain): UserInfo | null => (user === null ? null : userInfo(user, domain));

const commentsOf = ({ note, checked, checkedBy }: Care, domain: Domain): Comment[] =>
  note === null || checkedBy === null ? [] : [{ timestamp: checked, user: userInfo(checkedBy, domain), comment: note }];

export function categoryModel({ world }: Pick<CatalogueView, 'world'>, entry: CategoryEntry): AttackCategory {
  const { id, shortName, name, flags, care } = entry;
  const isDeleted = flags.includes('DELETED');
  const named = (user: User | null) => (user === null ? null : userInfoV2(user, world));
  return {
    id,
    shortName,
    name,
    info: `Alarms of the category ${name}.`,
    flags: [...flags],
    createdByUser: named(care.createdBy),
    createdTimestamp: care.created,
    lastUpdatedByUser: named(care.updatedBy),
    lastUpdatedTimestamp: isDeleted ? care.checked : care.updated,
    deletedByUser: isDeleted ? named(care.checkedBy) : null,
    deletedTimestamp: isDeleted ? care.checked : 0,
  };
}

export function alarmModel(view: CatalogueView, entry: AlarmEntry, parts: AlarmParts): Alarm {
  const { id, shortName, name, category, technique, labels, flags, care } = entry;
  const { domain } = view.world;
  return {
    id,
    shortName,
    description: name,
    info: `<p>${htmlOf(name)}: an event of the category ${htmlOf(category.name)}.</p>`,
    internalInformation: '<p>Handle by the usual procedure of the category.</p>',
    ...(view.isInternal && { internalReference: `handbook/alarms/${shortName}` }),
    labels: [...labels],
    links: technique === null ? [] : [`https://attack.mitre.org/techniques/${technique.replace('.', '/')}/`],
    references: alarmReferences(entry),
    attackCategory: categoryModel(view, category),
    mappings: parts.mappings ? entry.signatures.map((each) => ({ ...signatureModel(view, each), alarm: null })) : null,
    comments: parts.comments ? commentsOf(care, domain) : null,
    flags: [...flags],
    createdByUser: person(care.createdBy, domain),
    createdTimestamp: care.created,
    lastUpdatedByUser: person(care.updatedBy, domain),
    lastUpdatedTimestamp: care.updated,
    lastCheckedByUser: person(care.checkedBy, domain),
    lastCheckTimestamp: care.checked,
    nextCheckTimestamp: care.nextCheck,
  };
}

/** What an alarm is called elsewhere. */
export const alarmReferences = ({ technique }: AlarmEntry): string[] => (technique === null ? [] : [technique]);

export function signatureModel(view: CatalogueView, entry: SignatureEntry): Signature {
  const { signature, alarm, flags, care } = entry;
  const { domain } = view.world;
  const { amount, first, last } = view.triggers(signature);
  return {
    signature,
    alarm: alarm === null ? null : alarmModel(view, alarm, { mappings: false, comments: false }),
    mappedByUser: alarm === null ? null : person(care.createdBy, domain),
    mappedTimestamp: mappedAt(entry),
    lastUpdatedByUser: person(care.updatedBy, domain),
    lastUpdatedTimestamp: care.updated,
    firstTriggeredTimestamp: first,
    lastTriggeredTimestamp: last,
    triggerAmount: amount,
    comments: commentsOf(care, domain),
    flags: [...flags],
  };
}

/** When a signature was mapped to its alarm; 0 where it is mapped to none. */
export const mappedAt = ({ alarm, care }: SignatureEntry): number => (alarm === null ? 0 : care.created);

const htmlOf = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
