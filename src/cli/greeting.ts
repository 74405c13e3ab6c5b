/** What `serve` says when it is ready: where, what, with which key, and a line to paste. */
import { fingerprintOf } from '../sim/tls-certificate.ts';
import type { Simulator } from '../sim/simulator.ts';
import type { ServeFlags } from './serve.ts';

export function greeting(simulator: Simulator, flags: ServeFlags): string {
  const { url, model, keys, clients, controlUrl, certificate } = simulator;
  const width = Math.max(0, ...keys.map((key) => key.value.length));
  const [first] = keys;
  // curl is told of a certificate that nobody else vouches for.
  const curl = certificate === null ? 'curl -s' : 'curl -sk';
  return [
    `siem-sim serves ${url}`,
    `  scenario ${model.scenario} (${model.title}), seed ${flags.seed}, ${model.aggregated.length} aggregated events`,
    ...(flags.clock === 'frozen' ? [] : [`  clock ${flags.clock}`]),
    `  health ${url}/health   OpenAPI ${url}/openapi.json   docs ${url}/docs/`,
    ...(controlUrl === null ? [] : [`  control ${controlUrl}${tokenNote(flags)}`]),
    ...(certificate === null ? [] : [`  certificate SHA-256 ${fingerprintOf({ cert: certificate })}`]),
    '',
    'Argus API keys:',
    ...keys.map((key) => `  ${key.value.padEnd(width)}  ${key.label}`),
    '',
    ...clientLines(clients),
    'Try:',
    `  ${curl} -H 'Argus-API-Key: ${first?.value ?? ''}' '${url}/events/v1/aggregated?limit=1'`,
    ...clients
      .slice(0, 1)
      .map(
        ({ id, secret }) =>
          `  ${curl} -u ${id}:${secret} -X POST '${url}/api/2.0/oauth/token?grant_type=client_credentials'`,
      ),
  ].join('\n');
}

const tokenNote = ({ controlToken }: ServeFlags): string =>
  controlToken === undefined || controlToken === '' ? '' : '   with the control token';

function clientLines(clients: Simulator['clients']): readonly string[] {
  const width = Math.max(0, ...clients.map(({ id, secret }) => `${id}:${secret}`.length));
  if (clients.length === 0) return [];
  return [
    'USM Anywhere API clients (id:secret):',
    ...clients.map(({ label, id, secret }) => `  ${`${id}:${secret}`.padEnd(width)}  ${label}`),
    '',
  ];
}
