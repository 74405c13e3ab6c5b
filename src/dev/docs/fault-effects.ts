/** The tables of faults: each effect, what it does, how far it goes beyond what vendors promise, and which product has it. */
import { plugins } from '../../products/index.ts';
import { schemaDocument } from '../../kernel/schema-walk.ts';
import { effectClasses, type EffectClass, type FaultBound } from '../../sim/faults/classes.ts';
import { tableText } from './parts.ts';

interface Described {
  readonly properties: Readonly<Record<string, { readonly description?: string }>>;
}

export function faultEffectsText(): string {
  const { properties } = schemaDocument('sim/fault.schema.json') as unknown as {
    readonly properties: { readonly effect: Described; readonly match: Described };
  };
  return `### What each does

${tableText(
  ['effect', 'what the client meets'],
  Object.entries(properties.effect.properties).map(([name, { description = '' }]) => [`\`${name}\``, description]),
)}

### How far each goes

\`promised\`: the vendor says that it happens. \`known\`: it happens in the field. \`hostile\`: no vendor means to give it, and a client may fail of it.

${tableText(
  ['effect', 'class', 'a client must bear', 'source'],
  Object.entries(effectClasses).flatMap(([name, of]) => {
    const row = (effect: string, one: EffectClass): readonly string[] => [
      `\`${effect}\``,
      one.class,
      boundText(one.bound),
      linked(one.source),
    ];
    return 'byValue' in of
      ? Object.entries<EffectClass>(of.byValue).map(([value, one]) => row(`${name}: ${value}`, one))
      : [row(name, of)];
  }),
)}

### Errors of each product

${tableText(
  ['product', 'statuses of `error`'],
  plugins.flatMap(({ tables, vendorFaults }) => [
    [Object.values(tables)[0]?.title ?? '', vendorFaults.statuses.join(', ')],
  ]),
)}

### Whom a rule meets

${tableText(
  ['member of `match`', 'which requests'],
  Object.entries(properties.match.properties).map(([name, { description = '' }]) => [`\`${name}\``, description]),
)}`;
}

const boundText = ({ most, unit }: FaultBound): string =>
  `${String(most).replace(/(?<=\d)(?=(?:\d{3})+$)/g, ',')} ${unit}`;

const linked = (source: string): string => source.replace(/docs\/contract\/(\w+\.md)/g, '[$1](contract/$1)');
