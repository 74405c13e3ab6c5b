/** What the operations centre adds to a case of the World by itself: comments and tags, a pure function of seed and case. */
import { counterStream, keyOf, type Key, type Stream } from '../../../../kernel/random.ts';
import { uuidOf } from '../../../../model/event-id.ts';
import type { Account, Case, World } from '../../../../model/world.ts';
import type { ShownStatus } from './names.ts';
import type { CommentRecord, TagRecord } from './records.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What analysts write while they work on a case; the customer answers some of it. Made up. */
const remarks = [
  { text: 'Looked through the events of this case, payloads confirm the alarm.', isInternal: false },
  { text: 'Could you tell us who uses this host, and whether the traffic is expected?', isInternal: false },
  { text: 'Checked the neighbouring hosts as well, nothing to see there.', isInternal: true },
  { text: 'No further events since we looked last. We keep watching.', isInternal: false },
  { text: 'Handed over to the next shift.', isInternal: true },
] as const;
const replies = [
  'We have informed the owner and will come back to you.',
  'The host was taken off the network.',
] as const;

const keys = new WeakMap<World, Key>();

/** The key that ids and draws of a World's cases are made with. */
function lifeKey(world: World): Key {
  const known = keys.get(world) ?? keyOf(world.seed, 'argus/case-life');
  keys.set(world, known);
  return known;
}

/** Ids of what the routine adds to a case; a place for each. */
export const idAt = (world: World, { index }: Case, place: number): string => uuidOf(lifeKey(world), index, place);

export const analystsOf = ({ accounts }: World): readonly Account[] => accounts.filter(({ analyst }) => analyst);

/** All comments that the case would get were it never closed, oldest first. */
export function plannedComments(
  world: World,
  entry: Case,
  opener: number,
  status: ShownStatus,
): readonly CommentRecord[] {
  const chance = counterStream(lifeKey(world), entry.index);
  const customers = world.accounts.filter(({ analyst, customer }) => !analyst && customer === entry.customer);
  const analysts = analystsOf(world);
  let at = entry.opened;
  return Array.from({ length: chance.between(1, 4) }, (_, place) => {
    at += place === 0 ? chance.between(12 * minute, 2 * hour) : chance.between(hour, 20 * hour);
    const isReply = place > 0 && customers.length > 0 && chance.chance(1, 4);
    const remark = remarks[place === 0 ? chance.below(2) : chance.below(remarks.length)] ?? remarks[0];
    const by = isReply ? chance.pick(customers).index : place === 0 ? opener : analystIndex(chance, analysts, opener);
    return {
      id: idAt(world, entry, 1000 + place),
      addedAt: at,
      addedBy: by,
      flags: isReply
        ? []
        : remark.isInternal
          ? (['INTERNAL', 'SUBMITTED_BY_TECH'] as const)
          : (['SUBMITTED_BY_TECH'] as const),
      text: isReply ? chance.pick(replies) : remark.text,
      textFormat: 'plainText' as const,
      updatedAt: null,
      status,
      priority: entry.priority,
      originEmailAddress: null,
      attachments: [],
      replyTo: null,
      replaces: null,
      replacedBy: null,
    };
  });
}

const analystIndex = (chance: Stream, analysts: readonly Account[], opener: number): number =>
  analysts.length === 0 ? opener : chance.pick(analysts).index;

/** What the case is about, and who may be told of it. */
export function plannedTags(world: World, entry: Case, opener: number): TagRecord[] {
  const chance = counterStream(lifeKey(world), 0x8000_0000 + entry.index);
  const tag = (place: number, key: string, value: string): TagRecord => ({
    id: idAt(world, entry, 2000 + place),
    addedAt: entry.opened + (place + 1) * chance.between(900, 4000),
    addedBy: opener,
    flags: [],
    key,
    value,
  });
  return [
    ...(entry.category === null ? [] : [tag(0, 'attack-category', entry.category.id)]),
    ...(chance.chance(1, 2) ? [tag(1, 'tlp', chance.pick(['green', 'amber', 'red']))] : []),
  ];
}
