/** Whether the server of this container answers, at the port and by the protocol that it was started with; ends with 0 or 1. */
const { readFileSync } = require('node:fs');

/** What the first process was called with; nothing where that cannot be read. */
function calledWith() {
  try {
    return readFileSync('/proc/1/cmdline', 'utf8').split('\0');
  } catch {
    return [];
  }
}

const words = calledWith();

/** The last value that an option was given on the command line. */
function valueOf(option) {
  let value;
  words.forEach((word, at) => {
    if (word === option) value = words[at + 1];
    else if (word.startsWith(`${option}=`)) value = word.slice(option.length + 1);
  });
  return value;
}

const numberIn = (text) => (/^\d+$/.test(text ?? '') ? text : undefined);
const isSet = (text) => text !== undefined && !['', '0', 'false', 'no', 'off'].includes(text.toLowerCase());

// Kubernetes sets SIEM_SIM_PORT to an address for a service of that name, which the server ignores as well.
const port = valueOf('--port') ?? numberIn(process.env.SIEM_SIM_PORT) ?? '8080';
const isTls =
  words.includes('--tls') ||
  valueOf('--tls-cert') !== undefined ||
  isSet(process.env.SIEM_SIM_TLS) ||
  isSet(process.env.SIEM_SIM_TLS_CERT);
const prefix = (process.env.SIEM_SIM_HEALTH_PREFIX ?? '').replace(/\/$/, '');

const { request } = require(isTls ? 'node:https' : 'node:http');
// The certificate is its own, and asked for by an address that it may not name.
const options = { host: '127.0.0.1', port, path: `${prefix}/health`, timeout: 2500, rejectUnauthorized: false };
request(options, (answer) => process.exit(answer.statusCode === 200 ? 0 : 1))
  .on('timeout', () => process.exit(1))
  .on('error', () => process.exit(1))
  .end();
