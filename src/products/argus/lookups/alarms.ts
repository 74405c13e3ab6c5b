/** The catalogue of alarms, attack categories and signatures. Source: contract/argus.md §8; W4.0 alarms/v1 for categories; alarms and signatures mostly assumed. */
import type { BoundEndpoint } from '../../../http/endpoint.ts';
import { categories, type AttackCategory } from '../../../model/category.ts';
import type { Detail, World } from '../../../model/world.ts';
import type { Principal } from '../access/access.ts';
import type { Alarm, CatalogueQuery, AttackCategory as CategoryModel, Signature } from '../generated/types.ts';
import { base, hasKeywords, isNamed, notFound, paged, type LookupServices } from './services.ts';

/** Part of the catalogue: what is in it, what it is searched for, and what goes by which name. */
interface CatalogueSection<Item> {
  readonly name: 'Alarm' | 'Category' | 'Signature';
  readonly plural: string;
  readonly permission: string;
  readonly param: string;
  readonly files: { readonly params: string; readonly one: string; readonly list: string };
  readonly evidence: 'observed' | 'assumed';
  readonly items: (world: World) => readonly Item[];
  readonly texts: (item: Item) => readonly string[];
  readonly isNamed: (item: Item, name: string) => boolean;
}

const alarmCatalogueSection: CatalogueSection<Alarm> = {
  name: 'Alarm',
  plural: 'Alarms',
  permission: 'viewAlarm',
  param: 'id',
  files: { params: 'alarm-params', one: 'alarm', list: 'alarms' },
  evidence: 'assumed',
  items: (world) => [...firstOf(world.details, ({ alarm }) => alarm.id)].map(alarmOf),
  texts: ({ id, shortName, description }) => [String(id), shortName, description],
  isNamed: ({ id }, name) => id === Number(name),
};

const categoryCatalogueSection: CatalogueSection<CategoryModel> = {
  name: 'Category',
  plural: 'Categories',
  permission: 'viewAttackCategory',
  param: 'idOrShortName',
  files: { params: 'category-params', one: 'attack-category', list: 'attack-categories' },
  evidence: 'observed',
  items: () =>
    Object.values(categories)
      .map(categoryOf)
      .sort((one, other) => one.id - other.id),
  texts: ({ name }) => [name],
  isNamed,
};

const signatureCatalogueSection: CatalogueSection<Signature> = {
  name: 'Signature',
  plural: 'Signatures',
  permission: 'viewAlarm',
  param: 'idOrSignature',
  files: { params: 'signature-params', one: 'signature', list: 'signatures' },
  evidence: 'assumed',
  items: (world) => [...firstOf(world.details, ({ signature }) => signature)].map(signatureModel),
  texts: ({ signature, description }) => [signature, description],
  isNamed: ({ id, signature }, name) => signature === name || String(id) === name,
};

export const alarms = (services: LookupServices): readonly BoundEndpoint<Principal>[] => [
  ...rowsOf(services, alarmCatalogueSection),
  ...rowsOf(services, categoryCatalogueSection),
  ...rowsOf(services, signatureCatalogueSection),
];

function rowsOf<Item>(
  services: LookupServices,
  catalogueSection: CatalogueSection<Item>,
): readonly BoundEndpoint<Principal>[] {
  const { name, plural, permission, param, files, evidence } = catalogueSection;
  const source = evidence === 'observed' ? 'W4.0 alarms/v1 category' : 'contract/argus.md §8';
  const root = `/alarms/v1/${name.toLowerCase()}`;
  const common = { ...base, method: 'GET', permission, evidence, source } as const;
  const { world } = services.simulation;
  return [
    {
      ...common,
      id: `get${plural}`,
      path: root,
      summary: `List the ${plural.toLowerCase()} of the catalogue`,
      query: 'argus/catalogue-query.schema.json',
      data: `argus/${files.list}.schema.json`,
      handle: ({ query }) => {
        const given = query as unknown as CatalogueQuery;
        const found = catalogueSection
          .items(world)
          .filter((item) => hasKeywords(catalogueSection.texts(item), given.keywords ?? [], given.keywordMatch));
        return paged(services, 'query', given, found, (item) => item);
      },
    },
    {
      ...common,
      id: `get${name}`,
      path: `${root}/{${param}}`,
      summary: `Get one of the ${plural.toLowerCase()} of the catalogue`,
      params: `argus/${files.params}.schema.json`,
      data: `argus/${files.one}.schema.json`,
      refusals: [401, 403, 404, 412],
      handle: ({ params }) => {
        const found = catalogueSection.items(world).find((item) => catalogueSection.isNamed(item, params[param] ?? ''));
        if (found === undefined) throw notFound();
        return { kind: 'one', json: JSON.stringify(found) };
      },
    },
  ];
}

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

const signatureModel = ({ alarm, signature }: Detail): Signature => ({
  id: alarm.sid,
  signature,
  description: alarm.name,
  alarm: { id: alarm.id, shortName: alarm.shortName, description: alarm.name },
});
