/** Both products with faults on demand, asked over HTTP. */
import { makeFaults, type Fault, type Faults } from '../../src/sim/faults/faults.ts';
import { hooked, setting, type Hooked, type Setting } from './hooked.ts';
import { fullKey } from './service.ts';

export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly body: any;
}

export interface Request {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface Faulty extends Hooked {
  readonly faults: Faults;
  /** Asks Argus with the full key. */
  readonly argus: (path: string, request?: Request) => Promise<Heard>;
  /** Asks USM Anywhere with a token that was fetched once. */
  readonly usm: (path: string, request?: Request) => Promise<Heard>;
}

export interface Given {
  readonly rules?: readonly Fault[];
  readonly seed?: string;
  readonly takesHeader?: boolean;
  readonly setting?: Setting;
}

/** Serves both products with these rules until the test ends. The token of `usm` is fetched before the first rule is there. */
export async function faulty({ rules = [], seed = '1', takesHeader = true, ...given }: Given = {}): Promise<Faulty> {
  const made = given.setting ?? setting();
  const faults = makeFaults({ ...made, seed, takesHeader: () => takesHeader, rules: [] });
  const served = await hooked(faults.hooks, made);
  const token = await served.token();
  faults.replace(rules);
  const ask =
    (authority: Readonly<Record<string, string>>) =>
    async (path: string, { method, headers = {}, body }: Request = {}): Promise<Heard> => {
      const response = await fetch(served.url + path, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: { ...authority, ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return heardOf(response);
    };
  return {
    ...served,
    faults,
    argus: ask({ 'Argus-API-Key': fullKey }),
    usm: ask({ Authorization: `Bearer ${token}` }),
  };
}

async function heardOf(response: Response): Promise<Heard> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
