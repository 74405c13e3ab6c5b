/** What can be known of a run before a tenant is touched: what it would not ask and why, and each request it would send. */
import { adapters } from '../../contract/products/index.ts';
import { wantedLine } from '../../contract/report/text.ts';
import { runContract } from '../../contract/run.ts';
import { simulatedTarget } from '../../contract/simulated.ts';
import { apisOf } from '../../contract/terms/operation.ts';
import { roles, type Target } from '../../contract/terms/target.ts';
import type { Door } from '../../contract/transport.ts';
import { usualRate } from '../../contract/shared.ts';
import { unitsOf } from '../../contract/units.ts';
import { roleNotes, wantedBy } from '../../contract/wanted.ts';
import { placeInTable } from '../../http/finder.ts';
import { startSimulator } from '../../sim/simulator.ts';
import { unitsNamed, type ContractFlags } from './flags.ts';

const chosenBy = (target: Target, { only, profile }: ContractFlags) =>
  only === undefined ? { profile } : { profile, only: unitsNamed(only, target, profile) };

/** `--explain`: prints who may ask, what is not asked and why, and what would let more be asked. */
export function explain(target: Target, flags: ContractFlags): number {
  const chosen = chosenBy(target, flags);
  const units = unitsOf(target, chosen);
  const reasons = new Map<string, string[]>();
  for (const { name, reason } of units)
    if (reason !== null) reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  const closed = [...reasons.values()].reduce((sum, names) => sum + names.length, 0);
  const held = target.credentials.map(
    ({ product, kind, role, variable }) => `  ${[product ?? '', kind, role, `$${variable}`].join('  ')}`,
  );
  const lines = [
    `${units.length} checks, of which ${closed} would not be asked of ${target.url}`,
    '',
    'Who may ask:',
    ...held,
    '',
    'What the roles are:',
    ...roles.map((role) => `  ${role.padEnd(18)}${roleNotes[role]}`),
    '',
    ...(reasons.size === 0 ? [] : ['Not asked:']),
    ...[...reasons]
      .sort(([, one], [, other]) => other.length - one.length)
      .flatMap(([reason, names]) => [
        `  ${String(names.length).padStart(5)}  ${reason}`,
        ...names.slice(0, mostNames).map((name) => `           ${name}`),
        ...(names.length > mostNames ? [`           and ${names.length - mostNames} more`] : []),
      ]),
    '',
    'More could be asked:',
    ...wantedBy(target, units, chosen).map(wantedLine),
  ];
  console.log(lines.join('\n'));
  return 0;
}

const mostNames = 5;

/** `--dry-run`: asks a simulator what the target would be asked, and prints each request; nothing goes to the target. */
export async function rehearse(target: Target, flags: ContractFlags): Promise<number> {
  const simulator = await startSimulator({ port: 0 });
  try {
    const usual = simulatedTarget(simulator);
    const has = new Set(target.credentials.map(({ kind, role, product }) => `${product} ${kind} ${role}`));
    const credentials = usual.credentials.filter(({ kind, role, product }) => has.has(`${product} ${kind} ${role}`));
    const stand: Target = { ...target, url: simulator.url, credentials, writes: await standIns(target, usual) };
    const lines: string[] = [];
    const writes: string[] = [];
    const door: Door = (url, init) => {
      const { method = 'GET', body } = init;
      const text = typeof body === 'string' ? `  ${body.slice(0, longest)}${body.length > longest ? '…' : ''}` : '';
      const line = `${method} ${target.url}${url.slice(simulator.url.length)}${text}`;
      lines.push(line);
      if (isWrite(stand, method, new URL(url).pathname)) writes.push(line);
      return fetch(url, init);
    };
    const { seed, maxRequests } = flags;
    const options = { seed, rps: Number.MAX_SAFE_INTEGER, door, ...(maxRequests !== undefined && { maxRequests }) };
    const { results } = await runContract(stand, { ...options, ...chosenBy(target, flags) });
    const rate = flags.rps ?? usualRate(target);
    console.log(
      [
        ...lines,
        '',
        'What would be written:',
        ...(writes.length === 0 ? ['  nothing'] : writes.map((line) => `  ${line}`)),
        '',
        `${lines.length} requests of ${results.length} checks${rate === null ? '' : `, ${Math.ceil(lines.length / rate / 60)} minutes at ${rate} a second`}; ids and times are those of a simulator, and nothing was sent to ${target.url}.`,
      ].join('\n'),
    );
    return 0;
  } finally {
    await simulator.close();
  }
}

const longest = 400;

/** True for what the tables call a write. */
const isWrite = (target: Target, method: string, path: string): boolean =>
  apisOf(target, adapters).some(
    ({ operations, table }) => operations[placeInTable(table, method, path)]?.effect === 'writes',
  );

/** As many things of the simulator as may be written to. */
async function standIns(target: Target, usual: Target): Promise<Target['writes']> {
  if (target.writes === 'all' || target.writes.length === 0) return target.writes;
  const { length } = target.writes;
  const ids: string[] = [];
  await runContract(usual, {
    checks: [
      {
        id: 'law/stand-ins',
        asks: 'Which things may be written to?',
        applies: ({ adapter }) => adapter.writable !== undefined && ids.length === 0,
        run: async ({ writable }) => void (ids.length === 0 && ids.push(...(await writable()).slice(0, length))),
      },
    ],
    rules: [],
  });
  return ids;
}
