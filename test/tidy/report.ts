/** Prints what each rule says of the sources as they are: `npx tsx test/tidy/report.ts`. */
import { circles } from './circles.ts';
import { productWordsIn } from './core.ts';
import { ambiguous } from './names.ts';
import { banned } from './bans.ts';
import { climbing, crossing } from './floors.ts';
import { long, unexplained } from './files.ts';
import { heavy } from './reach.ts';
import { handWritten, productWords, sources, styles } from './sources.ts';

const rules: Readonly<Record<string, () => readonly string[]>> = {
  'imports go down': () => climbing(sources),
  'sides of the suite do not meet': () => crossing(sources),
  'tables and the suite load nothing heavy': () => heavy(sources),
  'folders import in no circle': () => circles(sources),
  'exported names mean one thing': () => ambiguous(handWritten),
  'the core names no product': () => productWordsIn(handWritten, productWords()),
  'what is banned': () => banned(handWritten),
  'files of 250 lines at the most': () => long([...handWritten, ...styles], 250),
  'files open with a sentence': () => unexplained([...sources, ...styles]),
};
for (const [name, complaints] of Object.entries(rules)) {
  const said = complaints();
  console.log(`${name}: ${said.length}`);
  for (const line of said) console.log(`  ${line}`);
}
