/** Lists and searches of the catalogue, and single things of it. Source: docs/contract/argus.md §12.10. */
import type { Call, Handler, Outcome } from '../../../../http/endpoint.ts';
import type { Sliced } from '../../../../kernel/slices.ts';
import type { Problem } from '../../../../http/product.ts';
import type { Principal } from '../../access/access.ts';
import { notThere, oneAnswer, pageAnswer, type LookupServices } from '../../common/answers.ts';
import { isTrue } from '../../common/booleans.ts';
import { isNamed } from '../../common/names.ts';
import type { PageRequest } from '../../common/paging.ts';
import type {
  AlarmCriteria,
  AlarmQuery,
  CategoryCriteria,
  CategoryQuery,
  SignatureCriteria,
} from '../../generated/types.ts';
import { searched, type Searchable, type SearchPart, type SearchWhole } from '../searching/search.ts';
import { catalogueOf, type AlarmEntry, type CategoryEntry, type SignatureEntry } from './entries.ts';
import { alarmModel, categoryModel, signatureModel, type AlarmParts, type CatalogueView } from './models.ts';
import { alarmSection, categorySection, signatureSection } from './sections.ts';
import { triggersFor } from './triggers.ts';

type CatalogueHandler = Handler<LookupServices, Principal>;

const viewOf = ({ simulation: { world } }: LookupServices, principal: Principal): CatalogueView => ({
  world,
  triggers: triggersFor(world, principal),
  isInternal: principal.account.analyst,
});

/** Keywords of a list go by other names than those of a search. */
function criteriaOf(query: object, usualField: string): SearchPart & SearchWhole & PageRequest {
  const { keywords = [], keywordMatch, keywordField = [], ...page } = query as AlarmQuery & CategoryQuery;
  return {
    ...page,
    keywords,
    ...(keywordMatch !== undefined && { keywordMatchStrategy: keywordMatch }),
    keywordFieldStrategy: keywordField.length === 0 ? [usualField] : keywordField,
  };
}

/** A page of what matches. */
function* pageOf<Item, Part extends SearchPart>(
  services: LookupServices,
  kind: Searchable<Item, Part>,
  items: readonly Item[],
  criteria: Part & SearchWhole & PageRequest,
  write: (item: Item) => unknown,
): Sliced<Outcome> {
  const problems: Problem[] = [];
  const found = yield* searched(kind, items, criteria, services.simulation.clock.now(), problems);
  if (problems.length > 0) throw services.invalid(problems);
  return pageAnswer(services, criteria, found, write);
}

/** Assumed: lists and single alarms show all of it, searches what they ask for. */
const whole: AlarmParts = { mappings: true, comments: true };

const alarmPage = (
  services: LookupServices,
  { principal }: Call<Principal>,
  criteria: AlarmCriteria,
  parts: AlarmParts,
) => {
  const view = viewOf(services, principal);
  const write = (entry: AlarmEntry) => alarmModel(view, entry, parts);
  return pageOf(services, alarmSection, catalogueOf(view.world).alarms, criteria, write);
};

export const getAlarms: CatalogueHandler = (services, call) =>
  alarmPage(services, call, criteriaOf(call.query, 'all') as AlarmCriteria, whole);

export const searchAlarms: CatalogueHandler = (services, call) => {
  const criteria = call.body as AlarmCriteria;
  const { includeMappings, includeComments } = criteria;
  const parts = { mappings: isTrue(includeMappings, false), comments: isTrue(includeComments, false) };
  return alarmPage(services, call, criteria, parts);
};

/** Assumed: what is deleted is still there for who knows its id. */
export const getAlarm: CatalogueHandler = (services, { params, principal }) => {
  const view = viewOf(services, principal);
  const entry = catalogueOf(view.world).alarms.find(({ id }) => id === Number(params['id']));
  if (entry === undefined) throw notThere();
  return oneAnswer(alarmModel(view, entry, whole));
};

const categoryPage = (services: LookupServices, criteria: CategoryCriteria) => {
  const { world } = services.simulation;
  const write = (entry: CategoryEntry) => categoryModel({ world }, entry);
  return pageOf(services, categorySection, catalogueOf(world).categories, criteria, write);
};

/** Names alone are looked through unless told otherwise (W5.0 getCategories). */
export const getCategories: CatalogueHandler = (services, { query }) =>
  categoryPage(services, criteriaOf(query, 'name') as CategoryCriteria);

export const searchCategories: CatalogueHandler = (services, { body }) =>
  categoryPage(services, body as CategoryCriteria);

export const getCategory: CatalogueHandler = ({ simulation: { world } }, { params }) => {
  const entry = catalogueOf(world).categories.find((each) => isNamed(each, params['idOrShortName'] ?? ''));
  if (entry === undefined) throw notThere();
  return oneAnswer(categoryModel({ world }, entry));
};

const signaturePage = (services: LookupServices, { principal }: Call<Principal>, criteria: SignatureCriteria) => {
  const view = viewOf(services, principal);
  const write = (entry: SignatureEntry) => signatureModel(view, entry);
  return pageOf(services, signatureSection(view.triggers), catalogueOf(view.world).signatures, criteria, write);
};

export const getSignatures: CatalogueHandler = (services, call) =>
  signaturePage(services, call, criteriaOf(call.query, 'all') as SignatureCriteria);

export const searchSignatures: CatalogueHandler = (services, call) =>
  signaturePage(services, call, call.body as SignatureCriteria);
