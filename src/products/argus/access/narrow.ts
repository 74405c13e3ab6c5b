/** From plain records in the command log to the World's own objects. */
import { contains, parseRange, type Range } from '../../../kernel/net.ts';
import type { Constraint, Customer, World } from '../../../model/world.ts';
import type { NarrowRecord } from './records.ts';

export const constraintOf = ({ customers }: World, record: NarrowRecord): Constraint => ({
  functions: record.functions,
  customers:
    record.customers?.map((index) => customers[index]).filter((one): one is Customer => one !== undefined) ?? null,
  readOnly: record.readOnly,
});

export const rangesOf = (texts: readonly string[] | null): readonly Range[] | null =>
  texts?.map(parseRange).filter((range): range is Range => range !== null) ?? null;

/** Node shows IPv4 clients of a dual-stack socket as `::ffff:192.0.2.1`. */
export const clientAddress = (source: string): string => source.replace(/^::ffff:(?=\d+\.)/, '');

/** True when a client at `source` may use what is limited to these networks. */
export function isAllowedFrom(sources: readonly Range[] | null, source: string): boolean {
  if (sources === null) return true;
  const address = parseRange(clientAddress(source));
  return address !== null && sources.some((network) => contains(network, address));
}
