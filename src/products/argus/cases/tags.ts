/** Tags of cases: listed, added, removed. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import { notThere, oneAnswer, pageAnswer } from '../common/answers.ts';
import { semanticProblem } from '../common/invalid.ts';
import type { CasePageQuery, CaseTagsRequest } from '../generated/types.ts';
import type { ArgusHandler, ArgusReader } from '../services/services.ts';
import type { NewTag } from './changes/tags.ts';
import { caseToRead, caseToWrite } from './find.ts';
import { tagModel } from './part-models.ts';
import { isDeleted, type TagRecord } from './records/records.ts';
import { writeCase } from './write.ts';

export const listCaseTags: ArgusReader = (services, call) => {
  const { simulation } = services;
  const { file } = caseToRead(simulation, call);
  const tags = file.tags.filter((tag) => !isDeleted(tag));
  return pageAnswer(services, call.query as CasePageQuery, tags, (tag) => tagModel(simulation.world, tag));
};

/** One tag or several; text is key/value, or a key alone. */
export const tagsOf = (given: CaseTagsRequest['tags'] | undefined): readonly NewTag[] =>
  (given ?? []).map((tag) => {
    if (typeof tag !== 'string') return { key: tag.key, value: tag.value ?? '' };
    const slash = tag.indexOf('/');
    return slash < 0 ? { key: tag, value: '' } : { key: tag.slice(0, slash), value: tag.slice(slash + 1) };
  });

export const addCaseTag: ArgusHandler = async (services, call) => {
  const { simulation, invalid } = services;
  const { entry } = caseToWrite(simulation, call);
  const tags = tagsOf((call.body as unknown as CaseTagsRequest).tags);
  if (tags.length === 0) throw invalid([semanticProblem('body', ['tags'], [])]);
  const written = await writeCase(services, call.principal, 'argus/case/tag/add', { case: entry.id, tags });
  const ids = new Set(written as readonly string[]);
  const { file } = caseToRead(simulation, call);
  const added = file.tags.filter(({ id }) => ids.has(id));
  return oneAnswer(added.map((tag) => tagModel(simulation.world, tag)));
};

const remove = async (
  services: Parameters<ArgusHandler>[0],
  call: Parameters<ArgusHandler>[1],
  isMeant: (tag: TagRecord) => boolean,
): Promise<ReturnType<ArgusReader>> => {
  const { simulation } = services;
  const { entry, file } = caseToWrite(simulation, call);
  const tag = file.tags.find((one) => !isDeleted(one) && isMeant(one));
  if (tag === undefined) throw notThere('Tag');
  await writeCase(services, call.principal, 'argus/case/tag/remove', { case: entry.id, id: tag.id });
  const removed = caseToRead(simulation, call).file.tags.find(({ id }) => id === tag.id) ?? tag;
  return oneAnswer(tagModel(simulation.world, removed));
};

export const removeCaseTagById: ArgusHandler = (services, call) =>
  remove(services, call, ({ id }) => id === call.params['tagID']?.toLowerCase());

export const removeCaseTagByKeyValue: ArgusHandler = (services, call) =>
  remove(services, call, ({ key, value }) => key === call.params['key'] && value === call.params['value']);
