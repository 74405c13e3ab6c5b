/** The command that asks the same target in the same way, for a shell; credentials as variables. */
import { adapters } from '../../contract/products/index.ts';
import { dialectsOf } from '../../contract/terms/target.ts';
import { isoUtc } from '../../kernel/clock.ts';
import type { ContractFlags } from './flags.ts';

const quoted = (text: string): string => (/^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
const spelt = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Options of the flags that say what is asked, and how; not how much of it, nor where the report goes. */
export function commandOf(flags: ContractFlags, environment: Readonly<Record<string, string | undefined>>): string {
  const isLive = flags.target !== undefined;
  const prefix = new RegExp(`^(?:${adapters.map(({ name }) => name.toUpperCase()).join('|')})_`);
  const variables =
    isLive && flags.credentials === undefined
      ? Object.keys(environment)
          .filter((name) => prefix.test(name))
          .sort()
      : [];
  const option = (name: string, value: string | number | undefined): readonly string[] =>
    value === undefined ? [] : [name, quoted(String(value))];
  const world = isLive
    ? []
    : [
        ...(flags.scenario === 'default' ? [] : option('--scenario', flags.scenario)),
        ...option('--end', flags.end === undefined ? undefined : isoUtc(flags.end)),
        ...option('--events', flags.events),
        ...option('--world-format', flags.worldFormat),
      ];
  return [
    ...variables.map((name) => `${name}="$${name}"`),
    'siem-sim contract',
    ...option('--target', flags.redact === true && isLive ? '$TARGET' : flags.target).map((part) =>
      part.replaceAll("'", '"'),
    ),
    ...world,
    ...option('--product', flags.product),
    ...Object.entries(dialectsOf(flags)).flatMap(([name, value]) => option(spelt(name), value)),
    ...(flags.seed === '1' ? [] : option('--seed', flags.seed)),
    ...(flags.profile === 'full' ? [] : option('--profile', flags.profile)),
    ...option('--rps', flags.rps),
    ...option('--timeout', flags.timeout),
    ...option('--credentials', flags.credentials),
    ...option('--ca', flags.ca),
    ...(flags.write === undefined ? [] : ['--write', ...flags.write.map(quoted)]),
  ].join(' ');
}
