/** The file of a case that nobody has written to: what the operations centre did about it, a pure function of seed, case and time. */
import type { Case, World } from '../../../../model/world.ts';
import { statusOf } from '../../common/models.ts';
import type { CaseOperation, ShownStatus } from './names.ts';
import type { CaseFile, ChangeRecord, CasePart, TransactionRecord } from './records.ts';
import { analystsOf, idAt, plannedComments, plannedTags } from './routine.ts';

/** Cases are opened and closed by analysts, in turn. */
export function analystOf(world: World, { index }: Case): number {
  const analysts = analystsOf(world);
  return analysts[index % Math.max(1, analysts.length)]?.index ?? 0;
}

/** The status that a case had when it was opened; the World says of a closed one only that it was worked on. */
function statusAtOpening(world: World, entry: Case): ShownStatus {
  if (entry.closed === null) return statusOf(entry);
  const planned = world.stories.cases.find(({ index }) => index === entry.index);
  return planned === undefined || planned.closed !== null ? 'workingSoc' : statusOf(planned);
}

interface Life {
  readonly file: CaseFile;
  /** The instants from which and until which it looks so. */
  readonly from: number;
  readonly until: number;
}
const lives = new WeakMap<Case, Life>();

/** The file as it stands at an instant; it is shared, and not to be written to. */
export function lifeOf(world: World, entry: Case, now: number): CaseFile {
  const known = lives.get(entry);
  if (known !== undefined && known.from <= now && now < known.until) return known.file;
  const made = makeLife(world, entry, now);
  lives.set(entry, made);
  return made.file;
}

function makeLife(world: World, entry: Case, now: number): Life {
  const { opened, priority, restricted } = entry;
  const opener = analystOf(world, entry);
  const status = statusAtOpening(world, entry);
  const plan = plannedComments(world, entry, opener, status);
  const planned = plannedTags(world, entry, opener);
  // Whoever closes a case stops the work on it.
  const end = Math.min(now, (entry.closed ?? Infinity) - 1);
  const isDone = ({ addedAt }: CasePart): boolean => addedAt <= end;
  const comments = plan.filter(isDone);
  const tags = planned.filter(isDone);
  const transactions = [
    transaction(world, entry, { operation: 'createCase', at: opened, by: opener, place: 0 }),
    ...tags.map((tag, place) =>
      transaction(
        world,
        entry,
        { operation: 'addCaseTag', at: tag.addedAt, by: opener, place: 100 + place },
        {
          field: 'addTag',
          objectType: 'tag',
          value: `${tag.key}/${tag.value}`,
          object: { id: tag.id, key: tag.key, value: tag.value },
        },
      ),
    ),
    ...comments.map((comment, place) =>
      transaction(
        world,
        entry,
        {
          operation: 'addCaseComment',
          at: comment.addedAt,
          by: comment.addedBy,
          place: 200 + place,
          isInternal: comment.flags.includes('INTERNAL'),
        },
        { field: 'addComment', objectType: 'comment', value: comment.id, object: { id: comment.id } },
      ),
    ),
  ].sort((one, other) => one.at - other.at);
  const last = transactions.at(-1);
  const file: CaseFile = {
    type: 'securityIncident',
    initialStatus: status,
    initialPriority: priority,
    accessMode: restricted ? 'explicit' : 'roleBased',
    descriptionTextFormat: 'plainText',
    descriptionAt: opened,
    customerReference: null,
    reporter: opener,
    assignedUser: null,
    assignedTech: opener,
    createdBy: opener,
    updatedAt: last?.at ?? opened,
    updatedBy: last?.by ?? opener,
    closedBy: null,
    publishedAt: opened,
    publishedBy: opener,
    customerDue: null,
    techDue: null,
    eventAt: null,
    originEmailAddress: null,
    hasDefaultWatchers: true,
    flags: ['SUBMITTED_BY_TECH', 'CREATED_AS_PUBLISHED'],
    comments,
    tags,
    attachments: [],
    links: [],
    watchers: [],
    acl: [],
    workflows: [],
    fields: {},
    transactions,
    seen: {},
  };
  const until = Math.min(...[...plan, ...planned].map(({ addedAt }) => (addedAt > end ? addedAt : Infinity)));
  return { file, from: last?.at ?? opened, until };
}

interface Deed {
  readonly operation: CaseOperation;
  readonly at: number;
  readonly by: number;
  /** Tells its id from those of others. */
  readonly place: number;
  readonly isInternal?: boolean;
}

function transaction(
  world: World,
  entry: Case,
  { operation, at, by, place, isInternal = false }: Deed,
  ...changes: readonly Partial<ChangeRecord>[]
): TransactionRecord {
  return {
    id: idAt(world, entry, 3000 + place),
    operation,
    at,
    by,
    isInternal,
    isSilent: false,
    notifications: [],
    changes: changes.map((change, position) => ({
      id: idAt(world, entry, 6000 + place * 4 + position),
      field: 'setFlag',
      objectType: 'flag',
      value: null,
      previousValue: null,
      object: null,
      previousObject: null,
      ...change,
    })),
  };
}

/**
 * The file with what happened to the case by itself since: the operations centre closed or merged it in the World, and
 * no command of Argus tells of that.
 */
export function withRoutine(world: World, entry: Case, file: CaseFile): CaseFile {
  const { closed, mergedInto } = entry;
  const isMerged = mergedInto !== null && !file.flags.includes('MERGED');
  if (closed === null || file.closedBy !== null) return file;
  const by = analystOf(world, entry);
  const done = isMerged
    ? transaction(
        world,
        entry,
        { operation: 'mergeCases', at: closed, by, place: 300 },
        { field: 'mergedInto', objectType: 'caseVO', value: String(mergedInto.id) },
        { field: 'status', objectType: 'status', value: 'closed', previousValue: file.initialStatus },
      )
    : transaction(
        world,
        entry,
        { operation: 'closeCase', at: closed, by, place: 301 },
        { field: 'status', objectType: 'status', value: 'closed', previousValue: file.initialStatus },
      );
  return {
    ...file,
    closedBy: by,
    updatedAt: Math.max(file.updatedAt, closed),
    updatedBy: file.updatedAt > closed ? file.updatedBy : by,
    flags: isMerged ? [...file.flags, 'MERGED'] : file.flags,
    transactions: [...file.transactions, done],
  };
}
