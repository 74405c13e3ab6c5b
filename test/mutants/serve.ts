/** `npm run mutant -- NAME`: serves a simulator that misbehaves as the mutant of this name does, for a look at what the suite says of it. */
import { startSimulator, UserError } from '../../src/index.ts';
import { edgeOf } from './edge.ts';
import { mutants } from './index.ts';

const [name = ''] = process.argv.slice(2);
const mutant = mutants.find((one) => one.name === name);
if (mutant === undefined)
  throw new UserError(`no mutant "${name}"; there are ${mutants.map((one) => one.name).join(', ')}`);
const simulator = await startSimulator({ usmDialect: mutant.isLiveDialect === true ? 'live' : 'documented' });
const edge = await edgeOf(simulator.url, mutant);
console.log(`${edge.url}  ${mutant.says}`);
