/** Walks pages and says what is not as printed; `--write` puts what came in place of what stands there without `…`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withoutEmptyEnd } from './console.ts';
import { pageFiles } from './pages.ts';
import { Walk, type Told } from './walk.ts';
import { root } from './workplace.ts';

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
for (const file of asked.length > 0 ? asked : pageFiles) {
  const walk = new Walk(file);
  if (walk.blocks.length === 0) continue;
  await walk.begin();
  try {
    const wrong: Told[] = [];
    for (const block of walk.blocks) {
      if (walk.missing(block).length > 0) continue;
      const told = await walk.tell(block);
      wrong.push(...told.filter(({ problem }) => problem !== null));
    }
    for (const { command, problem } of wrong) console.log(`${file}:${command.line}: $ ${command.text}\n${problem}\n`);
    console.log(`${file}: ${wrong.length} of its commands are not as printed`);
    if (process.argv.includes('--write')) write(file, wrong);
    if (wrong.length > 0) process.exitCode = 1;
  } finally {
    await walk.end();
  }
}

function write(file: string, wrong: readonly Told[]): void {
  const lines = readFileSync(`${root}/${file}`, 'utf8').split('\n');
  for (const { command, lines: came } of wrong.toReversed()) {
    if (command.output.some((line) => line.includes('…'))) continue;
    const from = command.line - 1 + command.text.split('\n').length;
    lines.splice(from, command.output.length, ...withoutEmptyEnd(came));
  }
  writeFileSync(`${root}/${file}`, lines.join('\n'));
}
