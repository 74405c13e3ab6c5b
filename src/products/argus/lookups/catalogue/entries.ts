/** What the catalogue holds: the alarms, categories and signatures that events have, and some that are no longer, or not yet, in use. */
import { counterStream, keyOf } from '../../../../kernel/random.ts';
import { categories, type AttackCategory } from '../../../../model/category.ts';
import type { Detail, User, World } from '../../../../model/world.ts';

const day = 86_400_000;

/** Who made a thing, changed it and looked after it, and when; all before the World begins. Assumed. */
export interface Care {
  readonly createdBy: User | null;
  readonly created: number;
  readonly updatedBy: User | null;
  readonly updated: number;
  readonly checkedBy: User | null;
  readonly checked: number;
  readonly nextCheck: number;
  /** What somebody noted when it was checked; null for nothing. */
  readonly note: string | null;
}

export interface CategoryEntry extends AttackCategory {
  readonly flags: readonly ('DISABLED' | 'RECONNAISSANCE' | 'DELETED')[];
  readonly care: Care;
}

export interface AlarmEntry {
  readonly id: number;
  readonly shortName: string;
  readonly name: string;
  readonly category: CategoryEntry;
  readonly technique: string | null;
  readonly labels: readonly string[];
  readonly signatures: readonly SignatureEntry[];
  readonly flags: readonly ('DISABLED' | 'DELETED')[];
  readonly care: Care;
}

export interface SignatureEntry {
  readonly signature: string;
  /** The text that the rule prints. */
  readonly message: string;
  readonly alarm: AlarmEntry | null;
  readonly flags: readonly ('DELETED' | 'DEFAULT_BLOCK' | 'SNORT' | 'ISS_SIGNATURE')[];
  readonly care: Care;
}

export interface AlarmCatalogue {
  readonly categories: readonly CategoryEntry[];
  readonly alarms: readonly AlarmEntry[];
  readonly signatures: readonly SignatureEntry[];
}

/** What no event has any more, so that clients meet what is deleted, disabled or mapped to nothing; assumed. */
const retiredCategory = { id: 299, shortName: 'worm-outbreak', name: 'Worm outbreak' } as const;
const retired = [
  {
    id: 50_001,
    shortName: 'worm-propagation',
    name: 'Worm propagation',
    signature: 'SNORT-1:1999991',
    flag: 'DELETED',
  },
  {
    id: 50_002,
    shortName: 'cleartext-login',
    name: 'Log-in in clear text',
    signature: 'SNORT-1:1999992',
    flag: 'DISABLED',
  },
] as const;
const unmapped = { signature: 'SNORT-1:1999993', message: 'Experimental rule' } as const;

const notes = [
  'Checked against current traffic.',
  'Threshold discussed, left as it is.',
  'Rule is still accurate.',
] as const;

const cataloguesByDetails = new WeakMap<readonly Detail[], AlarmCatalogue>();

/** The catalogue of a World; the same objects until an event brings a new signature. */
export function catalogueOf(world: World): AlarmCatalogue {
  const known = cataloguesByDetails.get(world.details);
  if (known !== undefined) return known;
  const made = makeCatalogue(world);
  cataloguesByDetails.set(world.details, made);
  return made;
}

function makeCatalogue(world: World): AlarmCatalogue {
  const carer = carersOf(world);
  const entries = [...Object.values(categories), retiredCategory]
    .map((category): CategoryEntry => ({
      ...category,
      flags: category === retiredCategory ? ['DELETED'] : scans.has(category.id) ? ['RECONNAISSANCE'] : [],
      care: carer('category', category.id),
    }))
    .sort((former, latter) => former.id - latter.id);
  const categoryWith = (id: number): CategoryEntry =>
    entries.find((entry) => entry.id === id) ?? { ...retiredCategory, flags: [], care: carer('category', id) };
  const alarms = [...used(world, categoryWith, carer), ...unused(categoryWith, carer)];
  alarms.sort((former, latter) => former.id - latter.id);
  const loose: SignatureEntry = { ...unmapped, alarm: null, flags: ['SNORT'], care: carer('signature', 3) };
  const signatures = [...alarms.flatMap((alarm) => alarm.signatures), loose];
  signatures.sort((former, latter) => (former.signature < latter.signature ? -1 : 1));
  return { categories: entries, alarms, signatures };
}

const scans = new Set<number>([categories.scan.id, categories.sweep.id]);

type Carer = (kind: string, number: number) => Care;
type CategoryWith = (id: number) => CategoryEntry;

function used(world: World, categoryWith: CategoryWith, carer: Carer): readonly AlarmEntry[] {
  const details = new Map<number, Detail[]>();
  for (const detail of world.details) {
    const same = details.get(detail.alarm.id);
    if (same === undefined) details.set(detail.alarm.id, [detail]);
    else same.push(detail);
  }
  return [...details.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { alarm, category, detection } = first;
    return mapped(
      {
        id: alarm.id,
        shortName: alarm.shortName,
        name: alarm.name,
        category: categoryWith(category.id),
        technique: detection.attack.technique,
        labels: [detection.telemetry, detection.direction],
        flags: [],
        care: carer('alarm', alarm.id),
      },
      [...new Set(same.map(({ signature }) => signature))],
      carer,
    );
  });
}

const unused = (categoryWith: CategoryWith, carer: Carer): readonly AlarmEntry[] =>
  retired.flatMap(({ id, shortName, name, signature, flag }) =>
    mapped(
      {
        id,
        shortName,
        name,
        category: categoryWith(flag === 'DELETED' ? retiredCategory.id : categories.policy.id),
        technique: null,
        labels: ['network'],
        flags: [flag],
        care: carer('alarm', id),
      },
      [signature],
      carer,
    ),
  );

/** An alarm and its signatures, which know each other; those of a deleted alarm are deleted with it. */
function mapped(alarm: Omit<AlarmEntry, 'signatures'>, texts: readonly string[], carer: Carer): readonly AlarmEntry[] {
  const signatures: SignatureEntry[] = [];
  const entry: AlarmEntry = { ...alarm, signatures };
  for (const signature of texts)
    signatures.push({
      signature,
      message: alarm.name,
      alarm: entry,
      flags: [
        ...(alarm.flags.includes('DELETED') ? (['DELETED'] as const) : []),
        ...(signature.startsWith('SNORT-') ? (['SNORT'] as const) : []),
      ],
      care: carer('signature', Number(signature.replaceAll(/\D/g, '').slice(-9))),
    });
  return [entry];
}

/** Draws who cared for things: analysts, some years and months before the World begins. */
function carersOf(world: World): Carer {
  const analysts = world.users().filter((user) => user.analyst);
  const keys = new Map<string, readonly [number, number]>();
  return (kind, number) => {
    const key = keys.get(kind) ?? keyOf(world.seed, `argus/catalogue/${kind}`);
    keys.set(kind, key);
    const chance = counterStream(key, number);
    const somebody = (): User | null => (analysts.length === 0 ? null : chance.pick(analysts));
    const created = world.start - chance.between(400, 2000) * day - chance.below(day);
    const updated = created + chance.between(1, 200) * day + chance.below(day);
    const checked = updated + chance.between(1, 190) * day + chance.below(day);
    return {
      createdBy: somebody(),
      created,
      updatedBy: somebody(),
      updated,
      checkedBy: somebody(),
      checked,
      nextCheck: checked + 365 * day,
      note: chance.chance(1, 4) ? chance.pick(notes) : null,
    };
  };
}
