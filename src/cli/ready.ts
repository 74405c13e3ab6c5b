/** What programs are told of a server that is ready: as JSON on standard output, or in a file that is there once it listens. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { attempt } from './shared/attempt.ts';
import { plugins } from '../products/index.ts';
import type { Simulator } from '../sim/simulator.ts';

export interface ReadyFlags {
  readonly readyFile?: string;
  readonly json?: boolean;
  readonly tlsCert?: string;
}

/** Address, credentials and control token, as programs read them. */
export function readyFacts(simulator: Simulator, caFile: string | null): object {
  const { url, controlUrl, controlToken, model } = simulator;
  return {
    url,
    port: Number(new URL(url).port || (url.startsWith('https') ? 443 : 80)),
    health: `${url}/health`,
    openapi: `${url}/openapi.json`,
    docs: `${url}/docs/`,
    controlUrl,
    controlToken,
    caFile,
    pid: process.pid,
    scenario: model.scenario,
    seed: model.seed,
    ...Object.assign({}, ...plugins.map((plugin) => plugin.credentials(model).listed)),
  };
}

/** What a server that ended left behind would be believed. */
export function forgetReady({ readyFile }: ReadyFlags): void {
  if (readyFile !== undefined) attempt(`write ${readyFile}`, () => rmSync(readyFile, { force: true }));
}

/** Writes what was asked for, and takes it away when the process ends; null where nothing was. Throws UserError for a file that cannot be written. */
export function tellReady(simulator: Simulator, flags: ReadyFlags): string | null {
  const { readyFile, json = false } = flags;
  if (readyFile === undefined && !json) return null;
  const { file: caFile, folder } = certificateFile(simulator, flags);
  const text = `${JSON.stringify(readyFacts(simulator, caFile), null, 2)}\n`;
  process.once('exit', () => {
    const own = flags.tlsCert === undefined ? [folder ?? caFile] : [];
    for (const path of [readyFile ?? null, ...own]) if (path !== null) rmSync(path, { recursive: true, force: true });
  });
  if (readyFile !== undefined) writeWhole(readyFile, text);
  return json ? text : null;
}

/** Where clients find the certificate that they must trust: the file that was given, one beside the ready file, or a temporary one. */
function certificateFile(
  { certificate }: Simulator,
  { readyFile, tlsCert }: ReadyFlags,
): { readonly file: string | null; readonly folder?: string } {
  if (certificate === null) return { file: null };
  if (tlsCert !== undefined) return { file: resolve(tlsCert) };
  const folder = readyFile === undefined ? mkdtempSync(join(tmpdir(), 'siem-sim-')) : undefined;
  const file = readyFile === undefined ? join(folder ?? '', 'ca.pem') : resolve(`${readyFile}.ca.pem`);
  writeWhole(file, certificate);
  return { file, ...(folder !== undefined && { folder }) };
}

/** Written beside, then put in place: nobody reads half of it. There are secrets in it. */
function writeWhole(file: string, text: string): void {
  const made = `${file}.${process.pid}`;
  attempt(`write ${file}`, () => {
    writeFileSync(made, text, { mode: 0o600 });
    renameSync(made, file);
  });
}
