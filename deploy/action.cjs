/** What `action.yml` runs: installs the package, starts a server that outlives this step, and hands on where it is and with what it is asked. */
const { execFileSync, spawn } = require('node:child_process');
const { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const { env } = process;
const folder = mkdtempSync(join(env.RUNNER_TEMP ?? tmpdir(), 'siem-sim-'));
const [ready, log] = [join(folder, 'ready.json'), join(folder, 'log.txt')];
const secondsToStart = 120;

const install = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', env.SIEM_SIM_PACKAGE];
execFileSync('npm', install, { stdio: 'inherit', shell: process.platform === 'win32' });

const flags = ['scenario', 'events', 'seed', 'port'].flatMap((name) => {
  const value = env[`SIEM_SIM_WITH_${name.toUpperCase()}`] ?? '';
  return value === '' ? [] : [`--${name}`, value];
});
const program = join(folder, 'node_modules', 'siem-sim', 'dist', 'main.js');
const output = openSync(log, 'w');
const server = spawn(process.execPath, [program, 'serve', '--ready-file', ready, ...flags], {
  detached: true,
  stdio: ['ignore', output, output],
});
closeSync(output);
server.unref();

/** Its own words on where it is, once it listens. */
function facts() {
  try {
    return JSON.parse(readFileSync(ready, 'utf8'));
  } catch {
    return null;
  }
}

function handOn({ url, keys, clients }) {
  const [key = { value: '' }] = keys;
  const [client = { id: '', secret: '' }] = clients;
  console.log(`siem-sim serves ${url}`);
  const outputs = { url, 'argus-api-key': key.value, 'usm-client-id': client.id, 'usm-client-secret': client.secret };
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
  if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, lines.join(''));
  if (env.GITHUB_ENV) appendFileSync(env.GITHUB_ENV, `SIEM_SIM_URL=${url}\n`);
}

let status = null;
server.once('exit', (code) => {
  status = code ?? 1;
});
const ends = Date.now() + secondsToStart * 1000;
(function wait() {
  const its = facts();
  if (its !== null) handOn(its);
  else if (status === null && Date.now() < ends) setTimeout(wait, 50);
  else {
    console.error(readFileSync(log, 'utf8'));
    process.exit(1);
  }
})();
