import { test, expect } from 'vitest';
import { artefact, sha256 } from '../../../src/generator/detections/shared/artefacts.ts';
import { detections } from '../../../src/generator/detections/index.ts';
import { refusals } from '../../../src/generator/checks/parameters.ts';
import { withParameters, type Parameters } from '../../../src/generator/stories/parameters.ts';
import { format1 } from '../../../src/generator/formats/format-1.ts';
import { stream } from '../../../src/kernel/random.ts';
import type { Variant } from '../../../src/model/detection.ts';

const { alarmOf } = format1.catalogue;

const find = (name: string) => {
  const found = alarmOf(name);
  if (found === undefined) throw new Error(`no alarm ${name}`);
  const [base] = found.detection.variants(found.alarm, stream('test', name));
  return { ...found, base: base as Variant };
};
const said = (name: string, asked: Parameters): readonly string[] => {
  const { detection, alarm } = find(name);
  return refusals(detection, alarm, asked).map(({ key, message }) => `${key.join('.')} ${message}`);
};
const made = (name: string, asked: Parameters): Variant => {
  const { detection, alarm, base } = find(name);
  expect(refusals(detection, alarm, asked)).toEqual([]);
  return withParameters(detection, alarm, base, asked);
};

test('an alarm is found by short name and by signature id', () => {
  expect(alarmOf('beacon-pixel')?.alarm.sid).toBe(1000012);
  expect(alarmOf(1000012)?.alarm.shortName).toBe('beacon-pixel');
  expect(alarmOf('no-such')).toBe(undefined);
});

test('every alarm takes its own facts as parameters, and gives back the variant that it had', () => {
  for (const detection of detections)
    for (const alarm of detection.alarms)
      for (const base of detection.variants(alarm, stream('test', alarm.shortName))) {
        const isFixed = (asked: Parameters): boolean =>
          refusals(detection, alarm, asked).some(({ message }) => /fixed|not what/.test(message));
        const asked: Parameters = {
          ...(base.domain !== null && !isFixed({ domain: base.domain }) && { domain: base.domain }),
          ...(base.uri !== null && { uri: base.uri }),
          ...(detection.telemetry === 'network' && base.port > 0 && { port: base.port }),
        };
        expect(refusals(detection, alarm, asked), alarm.shortName).toEqual([]);
        expect(withParameters(detection, alarm, base, asked)).toEqual(base);
      }
});

test('a domain is put wherever the variant names it', () => {
  const variant = made('sni-c2', { domain: 'edge1.nightjar-c2.example' });
  expect(variant.domain).toBe('edge1.nightjar-c2.example');
  expect(variant.properties['tls.sni']).toEqual(['edge1.nightjar-c2.example']);
  const certificate = made('cert-bot-panel', { domain: 'panel1.coldlantern.example' });
  expect(certificate.properties['tls.subject']?.[0]).toContain('CN=panel1.coldlantern.example');
});

test('a person is put where the variant names one, a mailbox stays at its domain', () => {
  expect(made('mfa-fatigue', { person: 'sofie.ness' }).properties['user.name']).toEqual(['sofie.ness@example.com']);
  expect(made('shell-encoded', { person: '張偉' }).properties['user.name']).toEqual(['張偉']);
  expect(made('mail-disc', { person: 'mari.holm' }).properties['email.to']).toEqual(['mari.holm@example.com']);
  const phished = made('phish-mail-login', { person: 'jonas.lie' });
  expect(phished.properties['user.name']).toEqual(['jonas.lie']);
  expect(phished.properties['http.request.body']).toEqual(['login=jonas.lie&passwd=********']);
});

test('what follows from other facts follows: the name and the hash of a file', () => {
  const download = made('download-pe', { uri: '/dl/x/tool.exe' });
  expect(download.properties['file.name']).toEqual(['tool.exe']);
  expect(download.properties['file.sha256']).toEqual([sha256(artefact('pe', 'tool.exe'))]);
  const mail = made('mail-disc', { properties: { 'file.name': 'note.iso' } });
  expect(mail.properties['file.name']).toEqual(['note.iso']);
  expect(mail.properties['file.sha256']).not.toEqual(find('mail-disc').base.properties['file.sha256']);
});

test.each<[string, Parameters, RegExp]>([
  ['beacon-pixel', { uri: '/other' }, /^uri must begin with \/px\/__b\.gif\?k=/],
  ['win-trojan-marlin', { uri: '/gate/in12.html' }, /^uri must end with \.php/],
  ['sqli-union', { uri: '/item.php?id=1' }, /^uri must hold union all select/],
  ['sni-c2', { uri: '/' }, /^uri is not what this alarm knows of/],
  ['sni-c2', { domain: 'www.example.com' }, /^domain must end with \.nightjar-c2\.example/],
  ['beacon-pixel', { domain: 'www.mnemonic.no' }, /^domain must lie under a reserved name/],
  ['beacon-pixel', { domain: 'notexample.com' }, /^domain must lie under a reserved name/],
  ['mail-disc', { domain: 'mx.example.net' }, /^domain is fixed/],
  ['scan-syn', { domain: 'www.example.com' }, /^domain is not what this alarm knows of/],
  ['smb-ms17-010', { port: 139 }, /^port must be one that the alarm looks at, 445: 139/],
  ['dns-c2-domain', { port: 5353 }, /^port must be one.*53: 5353/],
  ['aws-access-key', { port: 443 }, /^port is not what an alarm from a log knows of/],
  ['rdp-administrator', { person: 'mari.holm' }, /^user is not what this alarm leaves open/],
  ['basic-printer', { person: 'mari.holm' }, /^user is not what this alarm leaves open/],
  ['mail-disc', { person: 'Åse Ødegård' }, /^user must have a name of ASCII/],
  ['shell-encoded', { person: 'two\nlines' }, /^user must have a name without control characters/],
  ['download-pe', { properties: { 'file.sha256': '00' } }, /^properties\.file\.sha256 is fixed/],
  ['download-pe', { properties: { 'file.name': 'a.exe' } }, /^properties\.file\.name is fixed/],
  ['download-pe', { uri: '/dl/' }, /^uri must end with the name of a file/],
  ['mail-disc', { properties: { 'file.name': 'note.txt' } }, /^properties\.file\.name must end with \.iso/],
  ['scanner-nikto', { properties: { 'http.user_agent': 'curl/8' } }, /^properties\.http\.user_agent is fixed/],
  [
    'shell-encoded',
    { properties: { 'user.name': 'x' } },
    /^properties\.user\.name is fixed by the alarm; say whom by `user`/,
  ],
  ['shell-encoded', { properties: { 'a.b': 'x\u0007' } }, /^properties\.a\.b must have no control characters/],
  ['shell-encoded', { properties: { 'a.b': '\ud800' } }, /no half surrogates/],
  ['shell-encoded', { properties: { 'agent.parseTimestamp': '1' } }, /is made for each event by itself/],
  ['beacon-pixel', { properties: { 'http.status': '999' } }, /must be one value like/],
])('%s refuses %j', (name, asked, message) => {
  expect(said(name, asked)).toEqual([expect.stringMatching(message)]);
});

test('a scan or flood may go to any port', () => {
  expect(made('scan-syn', { port: 1 }).port).toBe(1);
  expect(made('flood-syn', { port: 65_535 }).port).toBe(65_535);
});

test('further properties say anything', () => {
  const variant = made('sni-c2', { properties: { 'note.text': ['𝕌', 'שלום'], 'constructor.name': 'x' } });
  expect(variant.properties).toMatchObject({ 'note.text': ['𝕌', 'שלום'], 'constructor.name': ['x'] });
});
