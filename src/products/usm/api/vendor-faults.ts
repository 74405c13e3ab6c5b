/** Errors that USM Anywhere gives for reasons of its own, for faults to bring about. Source: docs/contract/usm.md §2, §10. */
import type { ApiError } from '../../../kernel/fault.ts';
import type { RequestHead, VendorFaults } from '../../../http/product.ts';
import {
  scopeTooSmall,
  badCredentials,
  declared,
  expiredToken,
  noToken,
  recordNotFound,
  rateExceeded,
} from './failures.ts';
import { isTokenPath } from './paths.ts';
import { springPage } from './page-form.ts';

const tokenIn = ({ headers }: RequestHead): string | undefined =>
  /^bearer +(\S+) *$/i.exec(String(headers['authorization'] ?? ''))?.[1];

/** The server ends a token before its time with the words of one past it: they are all that a client knows to look for. */
function unknownCaller(request: RequestHead): ApiError {
  if (isTokenPath(request.path)) return badCredentials();
  const token = tokenIn(request);
  return token === undefined ? noToken() : expiredToken(token);
}

const errors: Readonly<Record<number, (request: RequestHead) => ApiError>> = {
  400: () => declared(400, 'Bad Request'),
  401: unknownCaller,
  403: scopeTooSmall,
  404: recordNotFound,
  429: rateExceeded,
  500: () => declared(500, 'Internal Server Error'),
  503: () => declared(503, 'Service Unavailable'),
};

export const usmFaults: VendorFaults = {
  statuses: Object.keys(errors).map(Number),
  error: (status, request) => errors[status]?.(request) ?? declared(status, 'Error'),
  credential: (request) => tokenIn(request) ?? null,
  revoked: unknownCaller,
  paging: springPage,
};
