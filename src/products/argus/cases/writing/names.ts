/** What requests call services and categories of cases: ids or short names. */
import { categories } from '../../../../model/category.ts';
import type { Case } from '../../../../model/world.ts';
import { isNamed } from '../../common/names.ts';

/** Services that cases may belong to; those beside the World's own are made up. */
export const caseServices: readonly Case['service'][] = [
  { id: 1, shortName: 'ids', name: 'Intrusion detection' },
  { id: 2, shortName: 'edr', name: 'Endpoint detection and response' },
  { id: 3, shortName: 'vulnscan', name: 'Vulnerability scanning' },
  { id: 4, shortName: 'support', name: 'Support' },
];

type Name = string | number;

export const serviceNamed = (name: Name): Case['service'] | undefined =>
  caseServices.find((service) => isNamed(service, name));

export function categoryNamed(name: Name): Case['category'] | undefined {
  const found = Object.values(categories).find((category) => isNamed(category, name));
  return found && { id: found.shortName, name: found.name };
}
