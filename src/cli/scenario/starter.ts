/** Writes a scenario to start from: it validates as it stands, and its comments say what else there is. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../kernel/fault.ts';
import { packageRoot } from '../../kernel/package.ts';

/** Writes `<name>.yaml`, or the file at a path; returns its path. Never overwrites. Throws UserError. */
export function writeStarter(name: string): string {
  const file = /\.ya?ml$/.test(name) ? name : `${name}.yaml`;
  const base = (file.split(/[/\\]/).pop() ?? '').replace(/\.ya?ml$/, '');
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(base))
    throw new UserError(`a scenario is named by lower-case letters, digits and hyphens, at most 40: not "${base}"`);
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    writeFileSync(file, starterText(schemaFor(file), base), { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new UserError(`${file} exists already; it stays as it is`);
    if (code === undefined) throw error;
    throw new UserError(`cannot write ${file} (${code})`);
  }
  return file;
}

/** Editors follow a relative path from the file to the schema. */
function schemaFor(file: string): string {
  const schema = fileURLToPath(new URL('schemas/scenario.schema.json', packageRoot));
  return relative(dirname(resolve(file)), schema).replaceAll('\\', '/');
}

const starterText = (schema: string, name: string): string => `# yaml-language-server: $schema=${schema}
# Editors that know the line above complete every key and explain it.
title: ${name}, a story to be told
remarks: >
  Say where the story and its rates come from.

# Customers, users, keys, cases and labels come from the scenario that is extended. Mappings are merged key by key at
# every depth, lists replace. Without this line a scenario declares everything itself: see default.yaml.
extends: default

# The World ends here, and "now" begins here; \`serve --end now\` moves all of it.
period: { days: 3, end: 2026-11-02T12:00:00Z }
volume: { events: 1000 }

stories:
  intrusion:
    title: A download, a beacon, and somebody who notices
    # When it begins: an offset from the end (-2d, -90m, +2m), an instant, or a list that tells it several times.
    # What lies after the end arrives as the clock runs.
    at: [-26h, +1m]
    customer: demo
    actors:
      # Roles: client, server, exposed (inside), outside, person (a user name in events), analyst (who does the work).
      # What is not given is drawn from the seed: address, country, family, count, domain, name, user.
      workstation: { role: client }
      clerk: { role: person, name: mari.holm }
      controller: { role: outside, country: NL, domain: cdn7.quietmeadow.example }
      duty: { role: analyst }
    cases:
      incident: { subject: A workstation that talks to a stranger, priority: high }
    steps:
      # A step with \`alarm\` (short name or signature id) or \`detection\` makes events. It follows the end of the step
      # before by \`after\`; two values are the bounds of a draw.
      download: { alarm: download-pe, from: workstation, to: controller }
      shell: { alarm: shell-encoded, after: [20s, 2m], from: workstation, user: clerk }
      # \`since\` counts from the beginning of a step, or with .end from its end; \`until\` is a length of time or a step.
      beacon: { alarm: beacon-pixel, since: download, after: 1m, from: workstation, to: controller, every: 15m, jitter: 30s, count: [10, 15], duration: 14m, until: isolated }
      # A step with \`do\` is work of the operations centre: assess, comment, openCase, mergeCase, closeCase, notify, label.
      open: { do: openCase, since: beacon, after: [30m, 50m], about: [download, shell, beacon], by: duty, case: incident }
      tell: { do: notify, after: 10m, about: [beacon], by: duty, case: incident }
      isolated: { do: comment, since: beacon, after: 2h, about: [beacon], by: duty, comment: "Workstation isolated." }
      verdict: { do: assess, after: 5m, about: [download, shell, beacon], by: duty, verdict: threat, severity: critical }
      done: { do: closeCase, after: 4h, by: duty, case: incident }
`;
