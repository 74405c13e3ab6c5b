/** The suite's side of a product: all that it must know to ask and to judge, beside what the rows of its table say. */
import type { Table } from '../../http/product.ts';
import type { Json } from '../../kernel/schema.ts';
import type { World } from '../../model/world.ts';
import type { Check, Placed, Rule } from './check.ts';
import type { Variables } from './credentials.ts';
import type { Answer, Ask } from './exchange.ts';
import type { CheckFacts } from './facts.ts';
import type { Measure } from './measured.ts';
import type { Judge, Model, ItemKeys } from './model.ts';
import type { Operation } from './operation.ts';
import type { AskFor, Memo, OwnSample, Sample } from './sample.ts';
import type { ClientCredential, Credential, KeyCredential, Login } from './target.ts';

export interface ProductAdapter {
  /** What rules, reports and commands call it; operations are called `name.operationId`. */
  readonly name: string;
  readonly title: string;
  /** Its table in each of its dialects, the usual one first. */
  readonly tables: Readonly<Record<string, Table>>;
  /** The dialect that a live target is taken to speak; the first table's when left out. */
  readonly liveDialect?: string;
  /** The dialect of a simulator's World; the first table's when left out. */
  readonly dialectOf?: (world: World) => string;
  readonly callers: Callers;
  /** What a healthy target answers; the first operation that reads and needs nothing when left out. */
  readonly probe?: { readonly operation: string; readonly ask: Ask };
  /** Members of a request that ask for a part of a list; limit and offset by these names when left out. */
  readonly placed?: (place: PagePlace) => Readonly<Record<string, Json | undefined>>;
  /** What an answer says as a page. */
  readonly pageIn: (answer: Answer) => PageContent;
  /** What its rows' models are, by name. */
  readonly models?: Readonly<Record<string, Model>>;
  /** What filters of lists of other things select, by the operation's id. */
  readonly filters?: Readonly<Record<string, Judge>>;
  /** What lists of other things are sorted by. */
  readonly sortKeys?: ItemKeys;
  /** A few things of everything that a target has; `once` makes each when it is first asked for, `mayWrite` lets it add what is missing. */
  readonly sample?: (askFor: AskFor, once: Memo, mayWrite: boolean) => OwnSample;
  /** Parameters that name an item in a path, where they are not its id alone; null where they are. */
  readonly paramsOf?: (item: Json, path: string) => NonNullable<Ask['params']> | null;
  /** What its general guide says of refusals. */
  readonly refusals: Refusals;
  readonly secrets: SecretNames;
  /** What the general checks must know of it. */
  readonly facts: CheckFacts;
  /** What can be changed and put back, by its id; left out where nothing can. */
  readonly writable?: Writable;
  /** Measures a tenant's shape; left out where nobody can. */
  readonly measure?: Measure;
  /** Lines of YAML that let a client ask the twin of a tenant, where it takes more than a key. */
  readonly twinSection?: readonly string[];
  /** Checks and rules that only it needs, by the general ones that they follow. */
  readonly checks: Placed<Check>;
  readonly rules: Placed<Rule>;
}

export interface Writable {
  readonly isId: (text: string) => boolean;
  /** An id, to show what one looks like. */
  readonly example: string;
  /** Ids that a request is about; none where nobody can tell. */
  readonly idsIn: (ask: Ask) => readonly string[];
  readonly known: (sample: Sample) => Promise<readonly string[]>;
  /** Id of the operation that reads one. */
  readonly reads: string;
  /** All that can be put back of it; null where it cannot be read. */
  readonly read: (askFor: AskFor, id: string) => Promise<Json | null>;
  /** Puts it back from what it is now to what it was; true when the target took it, or nothing had to be done. */
  readonly restore: (askFor: AskFor, id: string, now: Json, original: Json) => Promise<boolean>;
  /** What is still different, in words. */
  readonly differences: (now: Json, original: Json) => readonly string[];
}

/** How a caller says who it is. */
export interface Callers {
  /** The kind of credential that a request in a role is sent with. */
  readonly kind: 'api key' | 'client';
  /** What messages call one, such as `API key`. */
  readonly noun: string;
  /** The credentials that environment variables hold. Throws UserError for half of a pair. */
  readonly fromVariables: (variables: Variables) => readonly Credential[];
  /** The variables without which nothing can be asked, in words. */
  readonly variables: string;
  /** The credentials that a simulator hands out. */
  readonly ofWorld: (world: World) => readonly Credential[];
  /** Headers with which the holder of a credential asks; `token` fetches the token of a client, once as long as it lives. */
  readonly headersOf: (
    credential: KeyCredential | ClientCredential,
    operation: Operation,
    token: () => Promise<string>,
  ) => Headers | Promise<Headers>;
  /** How a token is fetched; left out where there are none. */
  readonly token?: {
    /** Id of the operation. */
    readonly operation: string;
    readonly ask: Ask;
    /** Members of the answer. */
    readonly value: string;
    readonly seconds: string;
    /** The variable that stands for it in what is printed. */
    readonly variable: string;
  };
  /** How a user logs in, for what wants more than `kind`; left out where nothing does. */
  readonly logIn?: {
    /** Id of the operation. */
    readonly operation: string;
    readonly askOf: (login: Login) => Ask;
    /** Headers with which the user asks from then on; null where the answer lets nobody in. */
    readonly headersOf: (answer: Answer) => Headers | null;
  };
}

type Headers = Readonly<Record<string, string>>;

/** A page without what every product has in common. */
export interface PageContent {
  readonly items: readonly Json[];
  /** What the target says the whole has; undefined where it does not count. */
  readonly count: Json | undefined;
  /** The numbers beside the list, as they came, by the names that the product has for them. */
  readonly said: readonly PageNumber[];
}

export interface PageNumber {
  readonly name: string;
  /** `offset` is the number of the page where pages are asked for by number. */
  readonly means: 'limit' | 'offset' | 'items' | 'pages';
  readonly value: Json | undefined;
}

/** Which part of a list is asked for, and in which order. */
export interface PagePlace {
  readonly limit?: number;
  /** Where pages are asked for by number, a multiple of the limit. */
  readonly offset?: number;
  /** Sort keys; `-` in front for the other way round. */
  readonly order?: readonly string[];
}

export interface Refusals {
  /** Statuses that any request can meet, before or beside the operation. */
  readonly general: readonly number[];
  /** The status of a request that its schemas do not admit. */
  readonly invalid: number;
}

/** What holds secrets, and the environment variable that is printed in its place. */
export interface SecretNames {
  /** By the name of a member of an answer. */
  readonly members: Readonly<Record<string, string>>;
  /** By the name of a request's header, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What stands for credentials after `Basic`. */
  readonly basic?: string;
}
