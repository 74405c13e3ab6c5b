/** What the general checks must know of a product; what is left out is as the standards have it, or is not asked. */
import type { Evidence } from '../../http/endpoint.ts';
import type { Stream } from '../../kernel/random.ts';
import type { Json } from '../../kernel/schema.ts';
import type { Context, Judged } from './check.ts';
import type { Answer, Ask } from './exchange.ts';
import type { Operation } from './operation.ts';
import type { Sample } from './sample.ts';
import type { Target } from './target.ts';

export interface CheckFacts extends CredentialFacts, RequestFacts, AnswerFacts, ListFacts, SightFacts {}

/** A way to say who one is, right or wrong. */
export interface Identity {
  /** Reads like `a key without secret`. */
  readonly who: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly search?: string;
}

export interface CredentialFacts {
  /** Values that are no credential at all, whatever the server knows. */
  readonly malformed?: readonly Identity[];
  /** Well-formed credentials that this server has not handed out. */
  readonly unknown?: (target: Target, random: Stream) => readonly Identity[];
  /** A good credential under another scheme, in another header or in the query. */
  readonly misplaced?: (context: Context) => Promise<readonly Identity[]>;
  /** A good credential in other spellings of its header and scheme. */
  readonly spellings?: (context: Context) => Promise<readonly Identity[]>;
  /** How it is known that 403 refuses a caller without the function; as well as the operation when left out. */
  readonly missingFunction?: Evidence;
  /** Statuses that refuse a write to somebody who may only read; 403 when left out. */
  readonly readersRefused?: readonly number[];
  /** Functions that nobody is known to lack. */
  readonly everybodys?: readonly (string | null)[];
  /** Makes somebody who lacks the function of the operation, where no credential does. */
  readonly withoutFunction?: {
    readonly applies: (operation: Operation, target: Target) => boolean;
    /** Null where that does not succeed. */
    readonly made: (context: Context) => Promise<Identity | null>;
  };
  /** What is handed out for a time. */
  readonly lives?: {
    readonly applies: (operation: Operation, target: Target) => boolean | string;
    readonly begin: (context: Context) => Promise<Lifetime>;
  };
}

/** Something that lets its holder in until its end. */
export interface Lifetime {
  /** Reads like `a token`. */
  readonly who: string;
  /** A request that it lets in. */
  readonly ask: Ask;
  /** Its end, epoch milliseconds. */
  readonly until: number;
  /** The end that was asked for, where one was. */
  readonly told?: number;
  /** The time by which it lives; null where nobody tells. */
  readonly now: () => Promise<number | null>;
  /** Takes it back, so that none stays with the target that was not there before. */
  readonly end?: () => Promise<void>;
}

export interface RequestFacts {
  /** Statuses that refuse a media type that cannot be had; 406 when left out. */
  readonly notAcceptable?: readonly number[];
  /** True where what has not the form of an id is merely not there: no parameter of a path is refused for its form. */
  readonly takesAnyId?: boolean;
  /** A query that means nothing, and might be taken for a filter. */
  readonly unknownQuery?: string;
  /** Schemas that stand in for members of requests by their names, for strings by their format, and for definitions. */
  readonly knownValues?: (sample: Sample) => Promise<KnownValues>;
  /** Names that nothing has, by the parameter of a path: made of the name of something that there is. */
  readonly elsewhere?: Readonly<Record<string, Elsewhere>>;
  /** A member of bodies that may stand within itself. */
  readonly recursive?: string;
}

/** By name of a member (`file/name` in one file alone), `format:…`, or `file#…` of what is referred to. */
export type KnownValues = Readonly<Record<string, Json>>;

export interface Elsewhere {
  /** Undefined where the value is of another kind. */
  readonly of: (value: string) => string | undefined;
  /** A status that may refuse it before it is looked for. */
  readonly orStatus?: number;
}

export interface AnswerFacts {
  /** What a refusal says; the beginning of its body when left out. */
  readonly messages?: (answer: Answer) => readonly Message[];
  /** What is wrong with a refusal in JSON; its departures from the schema of refusals when left out. */
  readonly refusalFaults?: (answer: Answer, json: Json, target: Target) => readonly Judged[];
  /** True for a refusal that repeats the dead credential it was asked with, as the vendor's own does. */
  readonly repeatsCredential?: (status: number, text: string) => boolean;
  /** The challenge that a 401 carries; none is asked for when left out. */
  readonly challenge?: Due;
  /** Headers that a success has to have. */
  readonly headers?: (operation: Operation) => readonly Due[];
  /** Parameters that name the one thing that comes back, and whether an id is of what they name. */
  readonly named?: {
    readonly parameters: readonly string[];
    readonly is: (id: string, parameters: Readonly<Record<string, string>>) => boolean;
  };
  /** An operation that tells the time, and how it is asked. */
  readonly clock?: { readonly operation: string; readonly ask: Ask };
}

export interface Message {
  readonly text: string;
  /** The field that it is about; null for the request as a whole. */
  readonly field: string | null;
}

/** A header that is due. */
export interface Due {
  readonly name: string;
  readonly pattern: RegExp;
  readonly expected: string;
  readonly key: string;
  readonly source: string;
  readonly evidence: Evidence;
}

export interface ListFacts {
  /** How it is known that a list begins with the newest; assumed when left out. */
  readonly newestFirst?: Evidence;
  /** True where a parameter without a value is one that was not sent. */
  readonly takesBlanks?: boolean;
}

/** Who sees what. */
export interface SightFacts {
  /** Names and ids of the customers of an item; none where it does not tell. */
  readonly customersOf?: (item: Json) => readonly string[];
  /** True for an item that some do not see although they see its customer. */
  readonly isKeptFrom?: (item: Json) => boolean;
  /** Members that tell of the caller and not of the thing. */
  readonly aboutCaller?: readonly string[];
  /** True where what belongs to a thing may name things that not everybody sees who sees it. */
  readonly namesOthers?: (operation: Operation) => boolean;
  /** Criteria by which a search finds what belongs to these customers alone; undefined where it has none. */
  readonly narrowedTo?: (
    members: readonly string[],
    customers: readonly string[],
  ) => Readonly<Record<string, Json>> | undefined;
  /** Things that paths name, some of several customers. */
  readonly things?: readonly ThingKind[];
  /** Statuses by which a thing of another customer is refused; 403 when left out. */
  readonly foreignRefused?: readonly number[];
  /** The name of something that there is not, like that of a thing. */
  readonly nobodys?: (thing: Thing) => Thing | undefined;
}

export interface ThingKind {
  readonly name: string;
  /** Whether the path of an operation names such a thing. */
  readonly isNamedBy: (operation: Operation) => boolean;
  readonly some: (sample: Sample) => Promise<readonly Thing[]>;
}

export interface Thing {
  /** What it is, such as `a raw event`. */
  readonly kind: string;
  /** Parameters of paths that name it; those that a path has not are passed over. */
  readonly params: NonNullable<Ask['params']>;
  /** Names and ids of the customers that it belongs to. */
  readonly customers: readonly string[];
}
