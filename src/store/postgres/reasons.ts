/** Why PostgreSQL refused, in words for who runs the server; and what may be tried again. */

/** What PostgreSQL, or the way to it, said. */
export class Failure extends Error {
  /** SQLSTATE, or the code of a failed system call; empty where there is none. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message.replaceAll(/\s+/g, ' ').slice(0, 300));
    this.code = code;
  }
}

/** Of what the driver throws. */
export function postgresFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  // All addresses of a name were tried.
  const told: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = told instanceof Error && 'code' in told && typeof told.code === 'string' ? told.code : '';
  return new Failure(code, told instanceof Error ? told.message : String(told));
}

const sayings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut',
  ENOENT: 'there is no such socket',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  ETIMEDOUT: 'it does not answer',
  '25006': 'it takes no writes: it is a standby, or its transactions are read-only',
  '57014': 'a statement took too long',
  '57P03': 'it is starting up or shutting down',
};

/** By their first letters. */
const kinds: readonly (readonly [string, string])[] = [
  ['28', 'it refuses the user or the password'],
  ['3D', 'there is no such database'],
  ['42501', 'the user has no right to do this'],
  ['42P01', 'its tables are gone'],
  ['3F', 'its schema is gone'],
  ['53100', 'its disk is full'],
  ['53300', 'it has no connection left'],
  ['53', 'it is short of resources'],
  ['57P', 'it ended the connection'],
];

const isState = (code: string): boolean => /^[0-9A-Z]{5}$/.test(code);

/** One line. */
export function reasonOf({ code, message }: Failure): string {
  const saying = sayings[code] ?? (isState(code) ? kinds.find(([begin]) => code.startsWith(begin))?.[1] : undefined);
  if (saying === undefined) return message;
  return isState(code) ? `${saying} (${message})` : saying;
}

/** Another transaction was in the way, and this one left nothing. */
export const isInTheWay = ({ code }: Failure): boolean => ['23505', '40001', '40P01', '55P03'].includes(code);

/** What another try, or another connection, will not change within seconds. */
export const isRefusal = ({ code }: Failure): boolean => isState(code) && /^(?:28|3D|3F|42|53100|22|0A)/.test(code);

/** The connection itself still serves. */
export const isOfTheStatement = ({ code }: Failure): boolean =>
  isState(code) && !/^(?:08|25006|53300|57P|XX)/.test(code);
