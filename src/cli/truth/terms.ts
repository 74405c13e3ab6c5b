/** What the commands that tell the truth are told. */
import type { WorldFlags } from '../shared/options.ts';

export const truthFormats = ['text', 'json', 'csv', 'stix', 'navigator'] as const;

export interface SourceFlags extends Partial<WorldFlags> {
  readonly url?: string;
  readonly token?: string;
}

export interface TruthFlags extends SourceFlags {
  readonly format: (typeof truthFormats)[number];
  readonly questions?: boolean;
  readonly output?: string;
}

export interface ScoreFlags extends SourceFlags {
  readonly story?: string;
  readonly json?: boolean;
}
