/** What a client's test does with a world; each step needs another of the packages that are loaded late. */
const assert = require('node:assert');
const { writeFileSync, mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const scenario = `extends: empty\ntitle: of a file\n`;

exports.asksBoth = async (siem) => {
  const { url, headers } = siem.argus;
  const answer = await fetch(`${url}/events/v1/aggregated?startTimestamp=0&limit=1`, { headers });
  assert.equal(answer.status, 200);
  assert.equal((await answer.json()).data.length, 1);
  const csv = await fetch(`${url}/events/v1/aggregated?startTimestamp=0&limit=1`, {
    headers: { ...headers, Accept: 'text/csv' },
  });
  assert.equal(csv.status, 200, await csv.text());
  const user = await fetch(`${url}/currentuser/v1/user`, { headers });
  assert.equal(typeof (await user.json()).data.name, 'string');
  const alarms = await fetch(`${siem.usm.url}/alarms?size=1`, {
    headers: { Authorization: `Bearer ${await siem.usm.token()}` },
  });
  assert.equal(alarms.status, 200);
  assert.equal((await fetch(`${siem.url}/openapi.json`)).status, 200);
  assert.equal((await fetch(`${siem.url}/health`)).status, 200);
};

exports.meetsAFault = async (siem) => {
  siem.faults.add({ match: { product: 'argus' }, effect: { error: 503 }, times: 1 });
  const ask = async () =>
    (await fetch(`${siem.argus.url}/events/v1/aggregated`, { headers: siem.argus.headers })).status;
  assert.deepEqual([await ask(), await ask()], [503, 200]);
  assert.equal(siem.journal.entries().length, 2);
};

exports.isFresh = async (siem) => {
  assert.equal(siem.journal.entries().length, 0);
  const file = join(mkdtempSync(join(tmpdir(), 'siem-sim-')), 'mine.yaml');
  writeFileSync(file, scenario);
  siem.play({ scenario: file });
  assert.equal(siem.model.aggregated.length, 0);
  siem.play({ scenario: 'hard-values' });
  assert.notEqual(siem.model.aggregated.length, 0);
};
