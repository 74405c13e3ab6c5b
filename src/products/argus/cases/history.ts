/** The history of a case: its transactions, and whom they were told. Source: docs/contract/argus.md §14.0.3. */
import { ApiError } from '../../../kernel/fault.ts';
import type { Problem } from '../../../http/product.ts';
import { notThere, oneAnswer, pageAnswer } from '../common/answers.ts';
import { semanticProblem } from '../common/invalid.ts';
import { parseTime } from '../common/time.ts';
import { accountNamed } from '../identity/store/accounts.ts';
import type { CaseHistoryQuery, CasePageQuery } from '../generated/types.ts';
import type { ArgusReader, ArgusServices } from '../services/services.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { ownAssociations } from './case-events.ts';
import { commentNamed } from './comments.ts';
import { caseToRead, nowOf, type FoundCase } from './find.ts';
import { isOfKind } from './history-kinds.ts';
import { notificationModel, transactionModel } from './history-models.ts';
import type { TransactionRecord } from './records/records.ts';

/** Transactions that the caller may read, oldest first; what is internal is the operations centre's. */
export function transactionsFor(
  simulation: Simulation,
  { entry, file, isTech }: FoundCase,
): readonly TransactionRecord[] {
  const visible = file.transactions.filter(({ isInternal }) => isTech || !isInternal);
  return [...visible, ...ownAssociations(simulation, entry)].sort((one, other) => one.at - other.at);
}

/** The operation declares no 404: an unknown case is 412. */
export const listCaseHistory: ArgusReader = (services, call) => {
  const { simulation } = services;
  const { caseID } = call.params;
  if (!simulation.world.cases.some(({ id }) => id === Number(caseID)))
    throw new ApiError(412, [
      { message: 'Case does not exist', template: 'case.not.exist', field: 'caseID', parameter: caseID ?? '' },
    ]);
  const query = call.query as unknown as CaseHistoryQuery;
  const found = caseToRead(simulation, call);
  const isWanted = wantedBy(services, query);
  const all = [...transactionsFor(simulation, found)];
  if (query.sortBy?.[0] === '-timestamp') all.reverse();
  const some = between(services, query, all).filter(isWanted);
  return pageAnswer(services, query, some, (one) => transactionModel(simulation.world, one));
};

/** Those that stand after one and before another, in the order that was asked for. */
function between(
  { invalid }: ArgusServices,
  { beforeTransaction, afterTransaction }: CaseHistoryQuery,
  all: readonly TransactionRecord[],
): readonly TransactionRecord[] {
  const placeOf = (field: string, id: string | undefined, none: number): number => {
    const place = id === undefined ? none : all.findIndex((one) => one.id === id.toLowerCase());
    if (place < 0 && id !== undefined) throw invalid([semanticProblem('query', [field], id)]);
    return place;
  };
  const after = placeOf('afterTransaction', afterTransaction, -1);
  return all.slice(after + 1, Math.max(after + 1, placeOf('beforeTransaction', beforeTransaction, all.length)));
}

/** Lists narrow together, the values of one widen. */
function wantedBy(
  { simulation, invalid }: ArgusServices,
  query: CaseHistoryQuery,
): (transaction: TransactionRecord) => boolean {
  const { world } = simulation;
  const problems: Problem[] = [];
  const instant = (field: 'startTimestamp' | 'endTimestamp', none: number): number => {
    const text = query[field];
    const at =
      text === undefined
        ? none
        : parseTime(text, text === 'now' && field === 'endTimestamp' ? nowOf(simulation) : simulation.clock.now());
    if (at === null) problems.push(semanticProblem('query', [field], text));
    return at ?? none;
  };
  const [from, to] = [instant('startTimestamp', -Infinity), instant('endTimestamp', Infinity)];
  const users = new Set(
    [...(query.user ?? []), ...(query.userID ?? [])].map((name) => accountNamed(world, String(name))?.index ?? -1),
  );
  const [operations, fields] = [new Set<string>(query.operation), new Set<string>(query.field)];
  const ids = new Set(query.transactionID?.map((id) => id.toLowerCase()));
  const kinds = query.type ?? [];
  if (problems.length > 0) throw invalid(problems);
  return (one) =>
    one.at >= from &&
    one.at <= to &&
    (operations.size === 0 || operations.has('all') || operations.has(one.operation)) &&
    (fields.size === 0 || one.changes.some(({ field }) => fields.has(field))) &&
    (users.size === 0 || users.has(one.by)) &&
    (ids.size === 0 || ids.has(one.id)) &&
    (kinds.length === 0 || kinds.some((kind) => isOfKind(kind, one)));
}

function transactionNamed(simulation: Simulation, found: FoundCase, id: string | undefined): TransactionRecord {
  const transaction = transactionsFor(simulation, found).find((one) => one.id === id?.toLowerCase());
  if (transaction === undefined) throw notThere('Transaction');
  return transaction;
}

export const getCaseTransaction: ArgusReader = ({ simulation }, call) =>
  oneAnswer(
    transactionModel(
      simulation.world,
      transactionNamed(simulation, caseToRead(simulation, call), call.params['transactionID']),
    ),
  );

export const listTransactionNotifications: ArgusReader = (services, call) => {
  const found = caseToRead(services.simulation, call);
  return notificationsOf(
    services,
    call.query,
    transactionNamed(services.simulation, found, call.params['transactionID']),
  );
};

/** Of a comment: those of the transaction that added it. */
export const getCaseCommentNotifications: ArgusReader = (services, call) => {
  const found = caseToRead(services.simulation, call);
  const { id } = commentNamed(found, call.params['commentID']);
  const added = transactionsFor(services.simulation, found).find(({ changes }) =>
    changes.some(({ field, value }) => field === 'addComment' && value === id),
  );
  return notificationsOf(services, call.query, added);
};

const notificationsOf = (
  services: ArgusServices,
  query: object,
  transaction: TransactionRecord | undefined,
): ReturnType<ArgusReader> =>
  pageAnswer(services, query as CasePageQuery, transaction?.notifications ?? [], (one) =>
    notificationModel(one, transaction?.at ?? 0),
  );
