/** Properties of customers: what is agreed with each. Which keys there are is assumed; their values are the World's. */
import { rangeText } from '../../../../kernel/net.ts';
import type { Json } from '../../../../kernel/schema.ts';
import type { World } from '../../../../model/world.ts';
import type { CustomerProperty } from '../../generated/types.ts';
import { groupsFrom, timeZoneOf, type CustomerNode } from './nodes.ts';

/** A key that customers may have a value for. */
interface Descriptor {
  readonly key: string;
  readonly section: string;
  readonly usual: Json;
  /** The node's own value; undefined where it has none. */
  readonly own: (node: CustomerNode, world: World) => Json | undefined;
  /** What the groups above hand down. */
  readonly inherited?: (node: CustomerNode) => Json | undefined;
}

const descriptors: readonly Descriptor[] = [
  {
    key: 'analysis.networks',
    section: 'analysis',
    usual: [],
    own: ({ type, leaves }) =>
      type === 'leaf' ? leaves.flatMap(({ networks }) => networks.map(rangeText)) : undefined,
  },
  {
    key: 'general.production',
    section: 'general',
    usual: true,
    own: ({ type, leaves: [first] }) => (type === 'leaf' && first?.production === false ? false : undefined),
  },
  { key: 'general.timezone', section: 'general', usual: 'UTC', own: (node, world) => timeZoneOf(world, node) },
  {
    key: 'reporting.group',
    section: 'reporting',
    usual: '',
    own: ({ type, parent, shortName }) => (type === 'group' && parent === null ? shortName : undefined),
    inherited: ({ parent }) => groupsFrom(parent).at(-1)?.shortName,
  },
  { key: 'sla.responseMinutes', section: 'sla', usual: 30, own: () => undefined },
];

/** Those with one of the keys, or of the beginnings of keys; a list that was not given does not narrow. */
export interface PropertyChoice {
  readonly keys?: readonly string[];
  readonly prefixes?: readonly string[];
  readonly sections?: readonly string[];
}

export const customerProperties = (world: World, node: CustomerNode, choice: PropertyChoice): CustomerProperty[] =>
  descriptors.filter((each) => isChosen(each, choice)).map((descriptor) => propertyOf(world, node, descriptor));

function isChosen({ key, section }: Descriptor, { keys, prefixes, sections }: PropertyChoice): boolean {
  const isNamed = keys === undefined && prefixes === undefined;
  return (
    (isNamed || keys?.includes(key) === true || prefixes?.some((prefix) => key.startsWith(prefix)) === true) &&
    (sections === undefined || sections.includes(section))
  );
}

function propertyOf(world: World, node: CustomerNode, { key, usual, own, inherited }: Descriptor): CustomerProperty {
  const mine = own(node, world);
  const handed = mine === undefined ? inherited?.(node) : undefined;
  const value = mine ?? handed ?? usual;
  return {
    key,
    value: textOf(value),
    defaultValue: textOf(usual),
    jsonValue: value,
    defaultJsonValue: usual,
    source: mine !== undefined ? 'customer' : handed === undefined ? 'descriptor' : 'inherited',
  };
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
