/** Writes what it takes to repeat the proof elsewhere: the rules, and the captures of events with what each must raise. */
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../kernel/fault.ts';
import type { World } from '../model/world.ts';
import { uuidAt } from '../model/submitted.ts';
import type { Exports } from '../products/shared/plugin.ts';
import { captureOf, expectedAlert } from '../products/shared/captures.ts';
import { ruleFiles } from '../sim/operations/rules.ts';

/** Writes the rule files of a World; throws UserError where that is not possible. */
export const writeRules = (world: World, folder: string): readonly string[] =>
  writing(folder, () =>
    ruleFiles(world).map(({ name, text }) => {
      writeFileSync(join(folder, name), text());
      return name;
    }),
  );

const blockRows = 256;

/** Writes `<uuid>.pcap` for each row from `from` up to `to` that has a capture, and what they must raise to `expected.ndjson`. */
export const writeCaptures = (
  world: World,
  folder: string,
  { from, to }: { readonly from: number; readonly to: number },
  idOf: Exports['idOf'],
): number =>
  writing(folder, () => {
    const index = join(folder, 'expected.ndjson');
    writeFileSync(index, '');
    let written = 0;
    for (let first = from; first < to; first += blockRows) {
      let lines = '';
      for (let row = first; row < Math.min(to, first + blockRows); row++) {
        const bytes = captureOf(world, row, null);
        if (bytes === null) continue;
        const file = `${uuidAt(world, row, null)}.pcap`;
        writeFileSync(join(folder, file), bytes);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const alert = { file, event: idOf(world, row), ...expectedAlert(world, row), sha256 };
        lines += `${JSON.stringify(alert)}
`;
        written += 1;
      }
      appendFileSync(index, lines);
    }
    return written;
  });

function writing<T>(folder: string, write: () => T): T {
  try {
    mkdirSync(folder, { recursive: true });
    return write();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new UserError(`cannot write to ${folder} (${code})`);
  }
}
