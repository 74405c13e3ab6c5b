/** The page `docs/cases.md`: all operations of Argus Cases v2, those of the vendor's SDK 5.0.0, served or not, and why. `npx tsx` this file prints it. */
import { sdkOperations } from '../../../facts/sdk-operations.ts';
import { endpointsOf } from '../../../support/tables.ts';

/** Why an operation is not served. */
const reasons: Readonly<Record<string, string>> = {
  searchCaseStatistics: 'no public client reads its answer, so that its form is not known',
  getCaseFieldPolicy: 'INTERNAL; its answer is not known',
  addEnquiry: 'INTERNAL; forms of the vendor’s own people, of which the outline alone is known: no case has any',
};

const rows = endpointsOf('argus');

/** Paths are one where they differ in the names of their parameters alone. */
const shapeOf = (method: string, path: string): string => `${method} ${path.replace(/\{\w+\}/g, '{}')}`;
const served = new Map(rows.map((row) => [shapeOf(row.method, row.path), row]));

export const caseOperations = [...sdkOperations]
  .filter(([, { path }]) => path.startsWith('/cases/v2/case'))
  .map(([id, { method, path }]) => ({ id, method, path, row: served.get(shapeOf(method, path)) ?? null }));

export function caseOperationsPage(): string {
  const yes = caseOperations.filter(({ row }) => row !== null).length;
  const lines = caseOperations.map(({ id, method, path, row }) =>
    row === null
      ? `| ${id} | ${method} ${path} | no | ${reasons[id] ?? 'not simulated'} |`
      : `| ${id} | ${method} ${row.path} | ${row.permission} | ${row.evidence}: ${row.summary.toLowerCase()} |`,
  );
  return `# Argus Cases v2

All ${caseOperations.length} operations that the vendor's SDK 5.0.0 calls, ${yes} of which are served; the others answer 404, or 405 where the path has another method. A served one
names the function that its caller needs, and how we know it. Every write is a command: it is seen by every later read, in the case's history and by the
events that it concerns, and it survives snapshots. Facts: [contract/argus.md](contract/argus.md), Argus Cases v2.

| operation | call | served | how we know it, or why not |
|---|---|---|---|
${lines.join('\n')}

## What is assumed

- A case that was deleted or merged can be read by its id (a merged one redirects) and not written to (412). Searches leave deleted ones out.
- An edited comment keeps its time and author; the comment that it replaces is left out of lists and can be fetched by its id, as a deleted one can.
- The operations centre reads every case. Others need the case's customer, and with readRestricted or explicit an entry in its access list; with
  writeRestricted everybody reads, and the list says who writes. A case that was not published is the operations centre's.
- What is internal is read and written by the operations centre alone; somebody else who asks for it is refused with 403.
- A case with events stays with its customer. Cases of two customers are not merged.
- Nothing is sent: the history says whom a change would have been told.
- An update that changes nothing leaves no trace. Seeing a case is no change of it.
`;
}

if (process.argv[1]?.endsWith('operations-page.ts') === true) process.stdout.write(caseOperationsPage());
