/** Watches the attack of scenario `ransomware` arrive at a running simulator: in Argus, in USM Anywhere, as a case, as a capture. */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const base = process.argv[2] ?? 'http://127.0.0.1:8080';
const key = { 'Argus-API-Key': '1/2/mysecretapikey' };
const client = Buffer.from('siem-sim:correct-horse-battery-staple-1517933139670').toString('base64');

const read = async (path, headers = {}) => (await fetch(base + path, { headers })).json();
const search = async (path, criteria) => {
  const headers = { ...key, 'Content-Type': 'application/json' };
  return (await (await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(criteria) })).json()).data;
};
const token = async () => {
  const path = '/api/2.0/oauth/token?grant_type=client_credentials';
  const answer = await fetch(base + path, { method: 'POST', headers: { Authorization: `Basic ${client}` } });
  return { Authorization: `Bearer ${(await answer.json()).access_token}` };
};

const told = new Set();
const tell = (at, where, what) => {
  if (told.has(what)) return false;
  told.add(what);
  console.log(`${new Date(Number(at)).toISOString().slice(11, 19)}  ${where.padEnd(5)}  ${what}`);
  return true;
};

const begin = Date.parse((await read('/_sim')).end);
const bank = { customer: ['bank'], minSeverity: 'high', startTimestamp: begin, sortBy: ['timestamp'], limit: 500 };
const high = `/api/2.0/alarms?priority_label=high&size=200&sort=timestamp_occured,asc&timestamp_occured_gte=${begin}`;
for (let isOver = false; !isOver; await sleep(500)) {
  for (const { id, timestamp, severity, attackInfo, flags } of await search('/events/v1/aggregated/search', bank)) {
    const isNew = tell(timestamp, 'argus', `${severity}: ${attackInfo.alarmDescription}`);
    isOver ||= attackInfo.alarmDescription.includes('Many files renamed');
    if (!isNew || !flags.includes('HAS_PCAP')) continue;
    const capture = await fetch(`${base}/events/v1/${id}/pcap`, { headers: key });
    const file = `${attackInfo.signature.replace(':', '-')}.pcap`;
    writeFileSync(file, Buffer.from(await capture.arrayBuffer()));
    tell(timestamp, 'pcap', `packets of it in ${file}`);
  }
  for (const alarm of (await read(high, await token()))._embedded?.alarms ?? [])
    tell(alarm.timestamp_occured ?? alarm.timestamp_occurred, 'usm', `${alarm.rule_intent}: ${alarm.rule_method}`);
  for (const { id, subject, createdTimestamp } of await search('/cases/v2/case/search', { customer: ['bank'] }))
    if (createdTimestamp >= begin) tell(createdTimestamp, 'case', `#${id} ${subject}`);
}
