/** The products: a new one is a line here and a folder beside it. */
import { argusPlugin } from './argus/plugin.ts';
import type { Plugin, ProductFlag } from './shared/plugin.ts';
import { usmPlugin } from './usm/plugin.ts';

const all = [argusPlugin, usmPlugin] as const;

export const plugins: readonly Plugin[] = all;

type Plugins = (typeof all)[number];
type Both<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** What the library hands out of all products: the members that each has of its own. */
export type ProductMembers = Both<ReturnType<Plugins['libraryApi']>>;

type Value<One extends ProductFlag> = One extends { readonly choices: readonly (infer Choice)[] } ? Choice : boolean;
type Flags = Plugins['flags'][number];

/** What the flags of products can be set to, such as `usmDialect`: those that are said of each world, or of a server. */
export type ProductFlags<Scope extends ProductFlag['scope']> = {
  readonly [One in Extract<Flags, { readonly scope: Scope }> as One['name']]?: Value<One>;
};
