/** JSON Schema files as judges: validators built ahead or compiled on first use, never at import. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { ValidateFunction } from 'ajv';
import { lazy } from './lazy.ts';
import { makeCompiler, type Compiler } from './compiler.ts';
import { ownValidators } from './own-validators.ts';
export { schemaDocument, type Json } from './schema-walk.ts';

/** A place inside a JSON value, and what is wrong there. */
export interface Violation {
  readonly path: readonly (string | number)[];
  readonly keyword: string;
  readonly message: string;
  /** The name at fault, where it is the name of a property that is wrong. */
  readonly name?: string;
}

const load = createRequire(import.meta.url);
const validators = new Map<string, ValidateFunction>();
let compiler: Compiler | undefined;

/** Name of the module that the build makes of a schema file. */
export const moduleNameOf = (path: string): string => `${path.replace('.schema.json', '').replaceAll('/', '-')}.cjs`;

/** Name of the module that the build makes of all schemas that only answers are held against. */
export const answersModule = 'answers.cjs';

const ofAnswers = lazy(() => built<Readonly<Record<string, ValidateFunction>>>(answersModule) ?? {});

/** A module that was built; it is beside the code only then, and compiling takes longer than all else that a first answer needs. */
function built<Module>(name: string): Module | null {
  const own = ownValidators[name];
  if (own !== undefined) return own() as Module;
  const file = fileURLToPath(new URL(`./validators/${name}`, import.meta.url));
  return existsSync(file) ? (load(file) as Module) : null;
}

function validatorOf(path: string): ValidateFunction {
  const known = validators.get(path);
  if (known !== undefined) return known;
  const validate = built<ValidateFunction>(moduleNameOf(path)) ?? ofAnswers()[path] ?? compile(path);
  validators.set(path, validate);
  return validate;
}

function compile(path: string): ValidateFunction {
  compiler ??= makeCompiler();
  return compiler.validatorOf(path);
}

/** Checks a value against a schema file and reports all that is wrong, in document order; empty when valid. */
export function violations(path: string, value: unknown): readonly Violation[] {
  const validate = validatorOf(path);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => {
    const place = pointer(error.instancePath);
    const child =
      error.params['missingProperty'] ?? error.params['additionalProperty'] ?? error.params['unevaluatedProperty'];
    return {
      path: typeof child === 'string' ? [...place, child] : place,
      keyword: error.keyword,
      message: error.message ?? 'is invalid',
      ...(typeof error.propertyName === 'string' && { name: error.propertyName }),
    };
  });
}

const pointer = (text: string): readonly (string | number)[] =>
  text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
