/**
 * What the public relies on: the library's types and the control plane's document, as they were when CHANGELOG.md last told of a change.
 * `npm run public` takes them anew, if the changelog has a line more; `npm run public:fresh` fails where they differ. Reads what was built.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const file = fileURLToPath(new URL('public.json', import.meta.url));

interface Public {
  /** Of the changelog's unreleased part. */
  readonly told: string;
  /** Of each exported name, its declaration with those that it is made of. */
  readonly library: Readonly<Record<string, string>>;
  readonly control: Readonly<Record<string, string>>;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Doors to the inside, for who writes a product of their own: they change with it. */
const inner = new Set(['Plugin', 'ProductAdapter', 'World', 'Check', 'Rule', 'ServerCore']);

/** Texts of all top-level declarations, without comments, by name. */
function declarationsIn(text: string): ReadonlyMap<string, string> {
  const bare = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\s+\n/g, '\n');
  const parts = bare.split(/^(?=(?:declare |interface |type |export ))/m);
  return new Map(
    parts.flatMap((part) => {
      const name = /^(?:declare )?(?:abstract )?(?:interface|type|class|function|const) ([\w$]+)/.exec(part)?.[1];
      return name === undefined ? [] : [[name, part.trim()] as const];
    }),
  );
}

function libraryOf(text: string): Readonly<Record<string, string>> {
  const declarations = declarationsIn(text);
  const [, names = ''] = /^export \{ ([^}]*) \}/m.exec(text) ?? [];
  const whole = (name: string): string => {
    const met = new Set<string>();
    const waiting = [name];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      const declaration = declarations.get(one);
      if (declaration === undefined || met.has(one) || inner.has(one)) continue;
      met.add(one);
      waiting.push(...(declaration.match(/[A-Za-z_$][\w$]*/g) ?? []));
    }
    return [...met]
      .sort()
      .map((one) => declarations.get(one))
      .join('\n');
  };
  return Object.fromEntries(
    names.split(', ').map((exported) => {
      const [inside = '', outside = inside] = exported.replace(/^type /, '').split(' as ');
      return [outside, hashOf(whole(inside))];
    }),
  );
}

function controlOf(): Readonly<Record<string, string>> {
  const args = [`${root}dist/main.js`, 'openapi', 'control'];
  const text = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const { paths, components } = JSON.parse(text) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
    readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
  };
  const entries = [
    ...Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => [`${method} ${path}`, operation] as const),
    ),
    ...Object.entries(components['schemas'] ?? {}).map(([name, schema]) => [`schema ${name}`, schema] as const),
  ];
  return Object.fromEntries(entries.map(([name, value]) => [name, hashOf(JSON.stringify(value))]));
}

/** The changelog from its unreleased part to the first release. */
const [, unreleased = ''] =
  /^## \[?Unreleased\]?\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(readFileSync(`${root}CHANGELOG.md`, 'utf8')) ?? [];
const now: Public = {
  told: hashOf(unreleased),
  library: libraryOf(readFileSync(`${root}dist/index.d.mts`, 'utf8')),
  control: controlOf(),
};
const before: Public | null = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Public) : null;

const changed = (['library', 'control'] as const).flatMap((part) => {
  const [old, fresh] = [before?.[part] ?? {}, now[part]];
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .filter((name) => old[name] !== fresh[name])
    .map((name) => `${part}: ${name}`);
});

if (process.argv.includes('--check')) {
  if (changed.length > 0) {
    console.error(
      `changed without being told of:\n${changed.join('\n')}\nTell of it in CHANGELOG.md, then \`npm run public\`.`,
    );
    process.exitCode = 1;
  }
} else if (before !== null && changed.length > 0 && before.told === now.told) {
  console.error(`CHANGELOG.md has no line of what changed:\n${changed.join('\n')}`);
  process.exitCode = 1;
} else if (changed.length > 0) writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
