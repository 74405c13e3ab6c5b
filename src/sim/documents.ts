/** OpenAPI documents of what is simulated, for who asks without a server. */
import { openApi } from '../http/openapi.ts';
import type { Plugin } from '../products/shared/plugin.ts';
import { controlDialect } from './control/dialect.ts';
import { controlTableOf } from './control/table.ts';
import { coreOptionsOf } from './core-options.ts';
import type { PlayOptions } from './library-api.ts';
import { makeServerCore } from './worlds/server-core.ts';

/** The documents that there are: of each product, of all of them together, of the control plane. */
export const documentNames = (plugins: readonly Plugin[]): readonly string[] => [
  ...plugins.map(({ name }) => name),
  'all',
  'control',
];

interface DocumentOptions {
  readonly url: string;
  readonly version: string;
  /** What is played, such as the dialect of a product. */
  readonly play: PlayOptions;
}

/** The document of one of the names. */
export function documentOf(name: string, { url, version, play }: DocumentOptions): object {
  const core = makeServerCore(
    coreOptionsOf({ ...play, events: 0 }, { controlToken: null, productPort: () => null, isApart: false }),
  );
  const { products } = core.main.runtime();
  if (name === 'control') return openApi([{ ...controlTableOf(core, core.main), ...controlDialect }], version, [url]);
  const asked = name === 'all' ? products : products.filter((product) => product.name === name);
  return openApi(asked, version, [url]);
}
