/** The catalogue of alarms, attack categories and signatures. Source: contract/argus.md §8; W4.0 alarms/v1 for categories; alarms and signatures mostly assumed. */
import type { Handler } from '../../../http/endpoint.ts';
import { categories, type AttackCategory } from '../../../model/category.ts';
import type { Detail, World } from '../../../model/world.ts';
import type { Principal } from '../access/access.ts';
import { notThere, oneAnswer, pageAnswer, type LookupServices } from '../common/answers.ts';
import { hasKeywords, isNamed } from '../common/names.ts';
import type { Alarm, AttackCategory as CategoryModel, CatalogueQuery, Signature } from '../generated/types.ts';

/** Part of the catalogue: what is in it, what it is searched for, and what goes by which name. */
interface CatalogueSection<Item> {
  readonly items: (world: World) => readonly Item[];
  readonly texts: (item: Item) => readonly string[];
  readonly isNamed: (item: Item, name: string) => boolean;
}

export const alarms: CatalogueSection<Alarm> = {
  items: (world) => [...firstOf(world.details, ({ alarm }) => alarm.id)].map(alarmOf),
  texts: ({ id, shortName, description }) => [String(id), shortName, description],
  isNamed: ({ id }, name) => id === Number(name),
};

export const attackCategories: CatalogueSection<CategoryModel> = {
  items: () =>
    Object.values(categories)
      .map(categoryOf)
      .sort((former, latter) => former.id - latter.id),
  texts: ({ name }) => [name],
  isNamed,
};

export const signatures: CatalogueSection<Signature> = {
  items: (world) => [...firstOf(world.details, ({ signature }) => signature)].map(signatureOf),
  texts: ({ signature, description }) => [signature, description],
  isNamed: ({ id, signature }, name) => signature === name || String(id) === name,
};

/** A page of a section, narrowed to keywords. */
export const listOfSection =
  <Item>(section: CatalogueSection<Item>): Handler<LookupServices, Principal> =>
  (services, call) => {
    const query = call.query as unknown as CatalogueQuery;
    const items = section
      .items(services.simulation.world)
      .filter((item) => hasKeywords(section.texts(item), query.keywords ?? [], query.keywordMatch));
    return pageAnswer(services, query, items, (item) => item);
  };

/** One thing of a section, by the path's only parameter. */
export const entryOfSection =
  <Item>(section: CatalogueSection<Item>): Handler<LookupServices, Principal> =>
  ({ simulation }, { params }) => {
    const [name = ''] = Object.values(params);
    const entry = section.items(simulation.world).find((item) => section.isNamed(item, name));
    if (entry === undefined) throw notThere();
    return oneAnswer(entry);
  };

/** The first detail of each alarm or signature. */
const firstOf = (details: readonly Detail[], key: (detail: Detail) => number | string): Iterable<Detail> =>
  new Map(details.map((detail) => [key(detail), detail])).values();

const categoryOf = ({ id, shortName, name }: AttackCategory): CategoryModel => ({
  id,
  shortName,
  name,
  info: name,
  flags: [],
});

const alarmOf = ({ alarm, category, signature }: Detail): Alarm => ({
  id: alarm.id,
  shortName: alarm.shortName,
  description: alarm.name,
  attackCategory: { id: category.id, shortName: category.shortName, name: category.name },
  signatures: [signature],
  labels: [],
  flags: [],
});

const signatureOf = ({ alarm, signature }: Detail): Signature => ({
  id: alarm.sid,
  signature,
  description: alarm.name,
  alarm: { id: alarm.id, shortName: alarm.shortName, description: alarm.name },
});
