/** Making tasks: who and when they are about, and how they get their place in the log. */
import type { Problem } from '../../../http/product.ts';
import type { Customer } from '../../../model/world.ts';
import { accessDenied, maySee, namedCustomer, type Principal } from '../access/access.ts';
import { semanticProblem } from '../common/invalid.ts';
import { parseTime } from '../common/time.ts';
import { writeCommand } from '../common/write-command.ts';
import type { ArgusServices } from '../services/services.ts';
import type { CreateTask } from './commands.ts';
import { taskId, type TaskName } from './records.ts';

/** A bound of time that a request may have; what is no time is a problem. */
export function timeOf<Field extends string>(
  request: { readonly [Name in Field]?: string | number },
  field: Field,
  otherwise: number,
  now: number,
  problems: Problem[],
): number {
  const text = request[field];
  const instant = text === undefined ? otherwise : parseTime(text, now);
  if (instant === null) problems.push(semanticProblem('body', [field], text));
  return instant ?? otherwise;
}

/** The customers of a request, each once; all that the caller may see when it names none. */
export function customersAsked(
  { simulation: { world } }: ArgusServices,
  principal: Principal,
  names: readonly (string | number)[],
  problems: Problem[],
): readonly Customer[] {
  if (names.length === 0) return world.customers.filter((customer) => maySee(principal, customer));
  const found = new Set<Customer>();
  for (const name of names) {
    const customer = namedCustomer(world, name);
    if (customer === undefined) problems.push(semanticProblem('body', ['customer'], name));
    else if (!maySee(principal, customer)) throw accessDenied();
    else found.add(customer);
  }
  return [...found];
}

/** Makes a task and resolves with its id. On a clock that stands it takes a step with each later command. */
export async function makeTask(
  { simulation }: ArgusServices,
  { account }: Principal,
  task: Omit<CreateTask, 'stands'>,
): Promise<string> {
  const stands = simulation.clock.speed() === 0;
  const made = await writeCommand(simulation, account, 'argus/task/create', { ...task, stands } satisfies CreateTask);
  const { number } = made as unknown as Pick<TaskName, 'number'>;
  return taskId(simulation.world, { number, part: null });
}
