/** `siem-sim openapi`: prints the document of a product or of the control plane; no server is started. */
import { Argument, Command } from 'commander';
import { packageVersion } from '../kernel/package.ts';
import { plugins } from '../products/index.ts';
import { documentNames, documentOf } from '../sim/documents.ts';
import type { PlayOptions } from '../sim/library-api.ts';
import { addProductOptions } from './shared/options.ts';

interface OpenApiFlags extends PlayOptions {
  readonly url: string;
}

export function openApiCommand(): Command {
  const command = new Command('openapi')
    .description('print the OpenAPI document of a product, of the control plane, or of all products')
    .addArgument(new Argument('<document>', 'what it is of').choices(documentNames(plugins)))
    .option('--url <url>', 'the address that the document says the server has', 'http://127.0.0.1:8080');
  return addProductOptions(command, { scopes: ['world'] }).action((name: string, { url, ...flags }: OpenApiFlags) => {
    // A reader that goes away early, such as `head`, is no fault.
    process.stdout.on('error', () => {});
    const document = documentOf(name, { url: url.replace(/\/+$/, ''), version: packageVersion(), play: flags });
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  });
}
