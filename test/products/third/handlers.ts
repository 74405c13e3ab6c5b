/** What the rows of the sample product do. */
import type { Handlers, Outcome } from '../../../src/http/endpoint.ts';
import { ApiError } from '../../../src/kernel/fault.ts';
import { severities } from '../../../src/model/detection.ts';
import type { World } from '../../../src/model/world.ts';
import type { SampleRow } from './rows.ts';

export interface Services {
  readonly world: World;
}

export const refusal = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): ApiError =>
  new ApiError(status, [{ message, template: null, field: null }], headers);

/** The alert of a row; they are numbered from 1. */
const alertText = ({ aggregated, details }: World, row: number): string =>
  JSON.stringify({
    id: String(row + 1),
    time: aggregated.timestamp[row],
    severity: severities[aggregated.severity[row] ?? 0],
    signature: details[aggregated.detail[row] ?? 0]?.signature,
  });

export const handlers: Handlers<SampleRow, Services, string> = {
  listAlerts: ({ world }, { query }): Outcome => {
    const count = world.aggregated.length;
    const [offset, limit] = [Number(query['offset'] ?? 0), Math.min(Number(query['limit'] ?? 25), 1000)];
    const length = Math.max(0, Math.min(limit, count - offset));
    const items = Array.from({ length }, (_, at) => alertText(world, count - 1 - offset - at));
    return { kind: 'list', items, limit, offset, count };
  },
  readAlert: ({ world }, { params }): Outcome => {
    const row = Number(params['alertKey']) - 1;
    if (row >= world.aggregated.length) throw refusal(404, 'there is no such alert');
    return { kind: 'one', json: alertText(world, row) };
  },
};
