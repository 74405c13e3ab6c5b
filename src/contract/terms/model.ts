/** What the suite knows of a kind of thing that happens at a time, such as an event: its time, its order, and what criteria say of it. */
import type { Json } from '../../kernel/schema.ts';
import type { AskFor } from './sample.ts';

/** What says of an item whether a request asks for it. */
export interface Judge {
  /** What each criterion selects. */
  readonly criteria: Criteria;
  /** Criteria that are judged together with others, or select nothing. */
  readonly modifiers: ReadonlySet<string>;
  /** The criterion that is a list of criteria. */
  readonly parts?: string;
  /** Whether an item lies within the bounds of time that criteria have. */
  readonly timeVerdict: (item: Json, criteria: Json) => Judgement;
}

export interface Model extends Judge {
  /** As rows name it. */
  readonly name: string;
  /** When something happened, by which lists are bounded. */
  readonly timeOf: (item: Json) => number | undefined;
  /** Names of the criteria that bound the time of a list. */
  readonly bounds: { readonly from: string; readonly to: string };
  /** Criteria that make bounds be for the time of `timeOf`, where they are for other times as well; none when left out. */
  readonly boundsFor?: Readonly<Record<string, Json>>;
  /** Criteria that make bounds be for the time of `timeOf` alone, where an item that lasts meets them otherwise. */
  readonly atItsTime?: Readonly<Record<string, Json>>;
  /** Lower bounds to try for a stretch of time that holds something, the nearest first; none needed when left out. */
  readonly lookBacks?: readonly Json[];
  /** The key that sorts the newest first. */
  readonly newestFirst: string;
  /** The value that each key orders by. */
  readonly sortKeys: ItemKeys;
  /** Bounds for other times than its own, in words and as criteria, within a span that the criteria of `base` keep to. */
  readonly otherBounds?: (about: {
    readonly items: readonly Json[];
    readonly base: Readonly<Record<string, Json>>;
    /** Criteria that the list takes. */
    readonly members: readonly string[];
  }) => readonly (readonly [string, Readonly<Record<string, Json>>])[];
  /** Criteria of a list by which each kind of its items is tried apart, with members that ask for more to be shown. */
  readonly kinds?: (members: readonly string[]) => readonly {
    readonly filter: Readonly<Record<string, Json>>;
    readonly view: Readonly<Record<string, Json>>;
  }[];
  /** Members that ask for more to be shown of an item, by itself and in a list. */
  readonly view?: Readonly<Record<string, Json>>;
  /** How an item by itself differs from what a list shows of it, in words, where that is no plain matter; null where it does not. */
  readonly difference?: (one: Json, listed: Json) => string | null;
  /** Makes items that differ from those that are there; asked once, where everything may be written to. */
  readonly enriched?: (ask: AskFor) => Promise<void>;
  /** Whether something that lasts had begun before an instant and not ended by then. */
  readonly lasts?: (item: Json, time: number) => boolean;
}

type Criteria = Readonly<Record<string, Criterion>>;

/** True, false, or null where the item's own members do not tell. */
export type Judgement = boolean | null;

export interface Criterion {
  /** Values worth asking for, made of events that were seen; none where they give no hint. */
  readonly values: (items: readonly Json[]) => readonly Json[];
  /** Whole requests worth making besides, with members that change how the value is read. */
  readonly more?: (items: readonly Json[]) => readonly Readonly<Record<string, Json>>[];
  /** Whether an event satisfies the criterion; `all` are the criteria that it stands among. */
  readonly holds: (item: Json, value: Json, all: Readonly<Record<string, Json>>) => Judgement;
  /** True where an event must have all values of a list, or none of them, instead of any. */
  readonly isOfAll?: boolean;
  /** Single values that a list of the criterion may hold, as items have them; those of `values` when left out. */
  readonly each?: (items: readonly Json[]) => readonly Json[];
  /** Values that a wrong server may take one for, in words: the number beside it, where a bound leaves out what it names. */
  readonly mistaken?: (value: Json) => readonly (readonly [how: string, other: Json])[];
  /** Criteria that a wrong server may take it for: of the other end. */
  readonly confused?: readonly string[];
  /** True where values name what a caller may be refused for naming, such as another's customer. */
  readonly isSight?: boolean;
  /** True where matches are dropped after they were counted and laid out in pages. */
  readonly isAfterCount?: boolean;
}

/** The value that orders items; undefined where an item does not show it. */
export type ItemKey = (item: Json) => number | string | undefined;
export type ItemKeys = Readonly<Record<string, ItemKey>>;
