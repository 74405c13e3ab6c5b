/** What rows of cases have in common: their paths, their functions, and where the ids of cases come from. */
import type { EndpointRow } from '../../../../http/endpoint.ts';
import type { FromServer } from '../../../../http/facts.ts';

export const casePath = '/cases/v2/case/{caseID}';
/** Not the id of a case but what the vendor has in its place, and what is not served: 404. */
export const notServed = '(^(?!search|stats|prepare|reindex)(?:(?!/).)+$)';
const source = 'docs/contract/argus.md §14';

/** A case that there is. */
const ofCase = { caseID: { $from: 'cases' } } as const;

/** A part of a case and its case: parameters of the path by the member of the sample's part that they are. */
export const partOf = (
  $from: string,
  members: Readonly<Record<string, string>>,
): Readonly<Record<string, FromServer>> =>
  Object.fromEntries(
    Object.entries({ caseID: 'caseID', ...members }).map(([name, member]) => [name, { $from, member }]),
  );

/** What looks at one case. */
export const readOfCase = {
  permission: 'viewCases',
  evidence: 'documented',
  source: `${source}, Reading`,
  refusals: [401, 403, 404, 412],
  parameterSources: ofCase,
} as const satisfies Partial<EndpointRow>;

/** What changes one case. */
export const caseWrite = {
  ...readOfCase,
  permission: 'updateCase',
  source: `${source}, Writing`,
} as const satisfies Partial<EndpointRow>;
