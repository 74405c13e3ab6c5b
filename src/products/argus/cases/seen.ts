/** Who has seen a case, and when last. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import { oneAnswer, pageAnswer } from '../common/answers.ts';
import { userInfoV2 } from '../common/models.ts';
import type { CasePageQuery, CaseSeen } from '../generated/types.ts';
import type { World } from '../../../model/world.ts';
import type { ArgusHandler, ArgusReader } from '../services/services.ts';
import { caseToRead } from './find.ts';
import { writeCase } from './write.ts';

const seenModel = (world: World, account: string | number, at: number): readonly CaseSeen[] => {
  const user = world.users()[Number(account)];
  return user === undefined ? [] : [{ user: userInfoV2(user, world), lastSeenTimestamp: at }];
};

export const listCaseSeenStatus: ArgusReader = (services, call) => {
  const { simulation } = services;
  const { file } = caseToRead(simulation, call);
  const seen = Object.entries(file.seen).flatMap(([account, at]) => seenModel(simulation.world, account, at));
  return pageAnswer(services, call.query as CasePageQuery, seen, (one) => one);
};

/** Seeing a case changes nothing of it: there is no transaction, and its last change stays. */
export const registerCaseSeen: ArgusHandler = async (services, call) => {
  const { simulation } = services;
  const { entry } = caseToRead(simulation, call);
  await writeCase(services, call.principal, 'argus/case/seen', { case: entry.id });
  const { account } = call.principal;
  const at = caseToRead(simulation, call).file.seen[account.index] ?? 0;
  return oneAnswer(seenModel(simulation.world, account.index, at)[0] ?? null);
};
