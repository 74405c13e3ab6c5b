/** THIRD-PARTY.md: whose code the build bundles, by what the last build noted. `--check` tells when it is out of date. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const file = `${root}THIRD-PARTY.md`;

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author?: string | { readonly name?: string };
}

const folders = JSON.parse(readFileSync(`${root}dist/bundled.json`, 'utf8')) as readonly string[];

const read = (folder: string): Package => JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8')) as Package;

function licenceOf(folder: string, { author, license }: Package): string {
  const names = readdirSync(root + folder).filter((name) => /^(?:licen[cs]e|copying)/i.test(name));
  const [name] = names.sort();
  if (name !== undefined) return readFileSync(`${root}${folder}/${name}`, 'utf8').replaceAll('\r', '').trim();
  const holder = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  return `The package has no licence file. It says: ${license}; by ${holder}.`;
}

const packages = folders
  .map((folder) => {
    const facts = read(folder);
    return { ...facts, text: licenceOf(folder, facts) };
  })
  .sort((one, other) => (`${one.name}@${one.version}` < `${other.name}@${other.version}` ? -1 : 1));

const rows = packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
const texts = packages.map(({ name, version, text }) => `## ${name} ${version}\n\n\`\`\`text\n${text}\n\`\`\``);
const document = `# Third-party software

Made by \`npm run third-party\`. The files in \`dist/\` hold code of these packages, so that installing siem-sim installs nothing else.

| package | version | licence |
|---|---|---|
${rows.join('\n')}

${texts.join('\n\n')}
`;

if (!process.argv.includes('--check')) writeFileSync(file, document);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== document) {
  console.error('THIRD-PARTY.md is out of date: run `npm run third-party`');
  process.exitCode = 1;
}
