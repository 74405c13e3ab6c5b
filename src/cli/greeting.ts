/** What `serve` says when it is ready: where, what, with which credentials, and lines to paste. */
import { columnsText } from './shared/columns.ts';
import { plugins } from '../products/index.ts';
import { fingerprintOf } from '../sim/tls-certificate.ts';
import type { Simulator } from '../sim/simulator.ts';
import type { ServeFlags } from './serve.ts';

export function greeting(simulator: Simulator, flags: ServeFlags): string {
  const { url, model, controlUrl, certificate } = simulator;
  // curl is told of a certificate that nobody else vouches for.
  const curl = certificate === null ? 'curl -s' : 'curl -sk';
  const greetings = plugins.map((plugin) => plugin.greeting(model, url));
  return [
    `siem-sim serves ${url}`,
    `  scenario ${model.scenario} (${model.title}), seed ${flags.seed}, ${model.aggregated.length} aggregated events`,
    ...(flags.clock === 'frozen' ? [] : [`  clock ${flags.clock}`]),
    `  health ${url}/health   OpenAPI ${url}/openapi.json   docs ${url}/docs/`,
    ...(controlUrl === null ? [] : [`  control ${controlUrl}${tokenNote(simulator.controlToken, flags)}`]),
    ...(controlUrl === null ? [] : [`  console ${controlUrl}/console/`]),
    ...(certificate === null ? [] : [`  certificate SHA-256 ${fingerprintOf({ cert: certificate })}`]),
    '',
    ...greetings.flatMap(({ heading, credentials }) =>
      heading === null ? [] : [heading, columnsText(credentials.map(([text, label]) => [`  ${text}`, label]))],
    ),
    'Try:',
    ...greetings.flatMap(({ examples }) => examples.map((example) => `  ${curl} ${example}`)),
  ].join('\n');
}

/** Only a token that was made here is printed: whoever gave one knows it. */
const tokenNote = (made: string | null, { controlToken }: ServeFlags): string => {
  if (made === null) return '';
  return made === controlToken ? '   with the control token' : `   control token ${made}`;
};
