/** The two faults that are not bugs: what an API refuses, and what a user of the command line got wrong. */
import type { Json } from './schema.ts';

/** A message of the vendor's error envelope, before it has a time. */
export interface Complaint {
  /** Null in one message that was seen of the vendor (docs/contract/argus.md §1). */
  readonly message: string | null;
  readonly template: string | null;
  /** The property or parameter at fault; null when the complaint is about the request as a whole. */
  readonly field: string | null;
  /** The offending value as text, where the vendor shows it. */
  readonly parameter?: string | null;
}

/** A refusal by the simulated API; the product's dialect turns it into its envelope. */
export class ApiError extends Error {
  readonly status: number;
  readonly complaints: readonly Complaint[];
  readonly headers: Readonly<Record<string, string>>;
  /** What the refusal tells beside its complaints; null for nothing. */
  readonly data: Json;

  constructor(
    status: number,
    complaints: readonly Complaint[],
    headers: Readonly<Record<string, string>> = {},
    data: Json = null,
  ) {
    super(complaints.flatMap(({ message }) => message ?? []).join('; '));
    this.status = status;
    this.complaints = complaints;
    this.headers = headers;
    this.data = data;
  }
}

/** A mistake of the person at the command line or in a file: one line on stderr, exit code 2, no stack. */
export class UserError extends Error {}
