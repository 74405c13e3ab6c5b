/** The access of cases: who has it, who is granted it, who loses it, and the mode. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import type { World } from '../../../model/world.ts';
import { notThere, oneAnswer, pageAnswer } from '../common/answers.ts';
import { isTrue } from '../common/booleans.ts';
import { semanticProblem } from '../common/invalid.ts';
import type { CaseAccess, CaseAccessGrant, CaseAccessMode, CasePageQuery } from '../generated/types.ts';
import type { ArgusHandler, ArgusReader } from '../services/services.ts';
import { caseModel, userAt } from './case-model.ts';
import { caseToRead, caseToWrite, type FoundCase } from './find.ts';
import { partModel } from './part-models.ts';
import { fileOf } from './records/case-file.ts';
import { isDeleted, type AclRecord } from './records/records.ts';
import { subjectNamed } from './subjects.ts';
import { writeCase } from './write.ts';

const accessModel = (world: World, entry: AclRecord): CaseAccess => ({
  ...partModel(world, entry),
  level: entry.level,
  grantedSubject: userAt(world, entry.user),
  flags: entry.flags as CaseAccess['flags'],
});

export const listCaseACL: ArgusReader = (services, call) => {
  const { simulation } = services;
  const entries = caseToRead(simulation, call).file.acl.filter((entry) => !isDeleted(entry));
  return pageAnswer(services, call.query as CasePageQuery, entries, (entry) => accessModel(simulation.world, entry));
};

/** A case as it stands after a write that may have taken it from its own writer. */
function asItStands({ simulation }: Parameters<ArgusHandler>[0], found: FoundCase): FoundCase {
  const { world, state, clock } = simulation;
  const entry = world.cases.find(({ index }) => index === found.entry.index) ?? found.entry;
  return { ...found, entry, file: fileOf(world, state, entry, clock.now()) };
}

export const changeAccessSettings: ArgusHandler = async (services, call) => {
  const { accessMode } = call.body as unknown as CaseAccessMode;
  const found = caseToWrite(services.simulation, call);
  await writeCase(services, call.principal, 'argus/case/access/mode', { case: found.entry.id, accessMode });
  return oneAnswer(caseModel(services.simulation, asItStands(services, found)));
};

export const grantAccess: ArgusHandler = async (services, call) => {
  const body = call.body as CaseAccessGrant;
  const found = caseToWrite(services.simulation, call);
  const user = subjectNamed(services, body);
  if (user === undefined) throw services.invalid([semanticProblem('body', ['userOrGroup'], null)]);
  const id = await writeCase(services, call.principal, 'argus/case/access/grant', {
    case: found.entry.id,
    user,
    level: body.level ?? 'read',
    isWatcher: isTrue(body.addWatcher as boolean | string | undefined, true),
  });
  return answer(services, found, String(id));
};

export const removeAccess: ArgusHandler = async (services, call) => {
  const found = caseToWrite(services.simulation, call);
  const entry = found.file.acl.find(({ id }) => id === call.params['aclEntryID']?.toLowerCase());
  if (entry === undefined || isDeleted(entry)) throw notThere('Access entry');
  await writeCase(services, call.principal, 'argus/case/access/revoke', { case: found.entry.id, id: entry.id });
  return answer(services, found, entry.id);
};

function answer(services: Parameters<ArgusHandler>[0], found: FoundCase, id: string): ReturnType<ArgusReader> {
  const entry = asItStands(services, found).file.acl.find((one) => one.id === id);
  if (entry === undefined) throw notThere('Access entry');
  return oneAnswer(accessModel(services.simulation.world, entry));
}
