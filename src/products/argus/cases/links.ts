/** Links between cases: listed, added, deleted. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import type { Simulation } from '../../shared/simulation.ts';
import type { Principal } from '../access/access.ts';
import { notThere, oneAnswer, pageAnswer } from '../common/answers.ts';
import { semanticProblem } from '../common/invalid.ts';
import { statusOf } from '../common/models.ts';
import type { CaseLink, CaseLinkRequest, CaseLinksQuery } from '../generated/types.ts';
import type { ArgusHandler, ArgusReader } from '../services/services.ts';
import { caseById, caseToRead, caseToWrite, readable, type FoundCase } from './find.ts';
import { partModel } from './part-models.ts';
import { isDeleted, type LinkRecord } from './records/records.ts';
import { writeCase } from './write.ts';

/** A link as the case at one end shows it; null where the caller may not read the other end (assumed). */
function linkModel(simulation: Simulation, principal: Principal, found: FoundCase, link: LinkRecord): CaseLink | null {
  const { world } = simulation;
  const [parentCase, linkedCase] = [link.parentCase, link.linkedCase].map((id) => {
    const entry = world.cases.find((one) => one.id === id);
    return entry !== undefined && (entry.id === found.entry.id || readable(simulation, principal, entry) !== null)
      ? endModel(entry)
      : null;
  });
  if (!parentCase || !linkedCase) return null;
  return {
    ...partModel(world, link),
    type: link.type,
    direction: link.parentCase === found.entry.id ? 'outgoing' : 'incoming',
    parentCase,
    linkedCase,
    flags: link.flags as CaseLink['flags'],
  };
}

const endModel = ({
  id,
  customer,
  service,
  subject,
  priority,
  ...entry
}: FoundCase['entry']): CaseLink['linkedCase'] => ({
  id,
  customerID: customer.id,
  service: service.shortName,
  subject,
  status: statusOf({ ...entry, id, customer, service, subject, priority }),
  priority,
});

export const listCaseLinks: ArgusReader = (services, call) => {
  const { simulation } = services;
  const query = call.query as unknown as CaseLinksQuery;
  const found = caseToRead(simulation, call);
  const types = new Set<string>(query.type);
  const links = found.file.links
    .filter((link) => !isDeleted(link) && (types.size === 0 || types.has(link.type)))
    .flatMap((link) => linkModel(simulation, call.principal, found, link) ?? [])
    .filter(({ direction }) => query.direction === undefined || query.direction === direction);
  return pageAnswer(services, query, links, (link) => link);
};

export const addCaseLink: ArgusHandler = async (services, call) => {
  const { simulation, invalid } = services;
  const { type } = call.body as unknown as CaseLinkRequest;
  const { entry } = caseToWrite(simulation, call);
  const to = Number(call.params['linkToCaseID']);
  if (to === entry.id) throw invalid([semanticProblem('params', ['linkToCaseID'], to)]);
  caseById(simulation, call.principal, to);
  const id = await writeCase(services, call.principal, 'argus/case/link/add', { case: entry.id, to, type });
  return answer(services, call, String(id));
};

export const deleteCaseLink: ArgusHandler = async (services, call) => {
  const { simulation } = services;
  const { entry, file } = caseToWrite(simulation, call);
  const link = file.links.find((one) => one.id === call.params['linkID']?.toLowerCase() && !isDeleted(one));
  if (link === undefined) throw notThere('Link');
  await writeCase(services, call.principal, 'argus/case/link/delete', { case: entry.id, id: link.id });
  return answer(services, call, link.id);
};

function answer(
  { simulation }: Parameters<ArgusHandler>[0],
  call: Parameters<ArgusHandler>[1],
  id: string,
): ReturnType<ArgusReader> {
  const found = caseToRead(simulation, call);
  const link = found.file.links.find((one) => one.id === id);
  const model = link && linkModel(simulation, call.principal, found, link);
  if (!model) throw notThere('Link');
  return oneAnswer(model);
}
