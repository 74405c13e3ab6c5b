/** A small client that calls a simulator as the vendor's SDK does, made from the table of its operations. */
import { sdkOperations } from './sdk-operations.ts';

/** What its caller gives; defaults are sent besides. */
export interface SdkArguments {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Sent as it is, instead of JSON. */
  readonly bytes?: string;
  /** Instead of the API key. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SdkAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of the envelope; undefined where the answer is none. */
  readonly data: any;
}

export type SdkClient = (name: string, given?: SdkArguments) => Promise<SdkAnswer>;

/** Headers that say who calls; `called` is the URL without its query. */
export type SdkCredentials = (called: string) => Readonly<Record<string, string>>;

export const byKey =
  (key: string): SdkCredentials =>
  () => ({ 'Argus-Api-Key': key });

/** A client with credentials. Its header `content` is none that HTTP knows, and its booleans in queries are Python's. */
export const sdkClient =
  (url: string, credentials: SdkCredentials): SdkClient =>
  async (name, given = {}) => {
    const operation = sdkOperations.get(name);
    if (operation === undefined) throw new RangeError(`the SDK has no ${name}`);
    const { method, path, sends = {}, hasBody = false } = operation;
    const named = path.replace(/\{(\w+)\}/g, (_, parameter: string) => String(given.params?.[parameter]));
    const query = new URLSearchParams();
    for (const [member, value] of Object.entries({ ...(hasBody ? {} : sends), ...given.query }))
      for (const one of [value].flat()) query.append(member, pythonText(one));
    const text = given.bytes ?? (hasBody ? JSON.stringify({ ...sends, ...given.body }) : undefined);
    const response = await fetch(`${url}${named}${query.size > 0 ? `?${query}` : ''}`, {
      method,
      headers: {
        'User-Agent': 'ArgusAPI/5.0.0',
        Accept: '*/*',
        content: 'application/json',
        ...(text === undefined ? {} : { 'Content-Type': contentTypeOf(given) }),
        ...(given.headers ?? credentials(url + named)),
      },
      ...(text === undefined ? {} : { body: text }),
    });
    const body = await response.text();
    return { status: response.status, headers: response.headers, text: body, data: dataOf(body) };
  };

const contentTypeOf = ({ bytes }: SdkArguments): string =>
  bytes === undefined ? 'application/json' : 'application/octet-stream';

const pythonText = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);

function dataOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly data?: unknown }).data;
  } catch {
    return undefined;
  }
}
