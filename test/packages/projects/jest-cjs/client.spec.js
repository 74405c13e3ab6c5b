const { test: siemTest } = require('siem-sim/jest');
const { startSimulator, UserError } = require('siem-sim');
const { asksBoth, isFresh, meetsAFault } = require('../journey.cjs');

siemTest('a client of both products', ({ siem }) => asksBoth(siem));
siemTest('a client that meets a fault', ({ siem }) => meetsAFault(siem));
siemTest('a world of its own', ({ siem }) => isFresh(siem));
test('over TLS, and by hand', async () => {
  const simulator = await startSimulator({ events: 5, tls: true });
  expect(simulator.certificate).toMatch(/BEGIN CERTIFICATE/);
  await simulator.close();
  await expect(startSimulator({ scenario: 'nowhere' })).rejects.toThrow(UserError);
});
