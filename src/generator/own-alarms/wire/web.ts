/** HTTP, DNS and TLS as own alarms tell them. */
import { createHash } from 'node:crypto';
import type { Content } from '../../../model/rule.ts';
import { selfSigned } from '../../detections/shared/certificate.ts';
import { answer, query, unknownName } from '../../detections/shared/dns.ts';
import { latin1, says } from '../../detections/shared/talk.ts';
import { ja3Text, sealed, shakeHands } from '../../detections/shared/tls.ts';
import { browsers } from '../../detections/shared/words.ts';
import type { Section, SectionReader, WireTelling } from '../text/section.ts';
import { contentsOf, filledIn, inPacket, literal, marksOf, tokensOf, type TextTemplate } from '../text/template.ts';

/** Engines decode and tidy paths; one that they would change is looked for as it was sent. */
const uriBuffer = (path: TextTemplate): Content['in'] =>
  /%|\.\.|\/\/|\\/.test(filledIn(path, () => '')) ? 'http.uri.raw' : 'http.uri';

export function http(section: Section<'http'>, reader: SectionReader): WireTelling {
  const { answer: reply = {}, port = 80 } = section;
  const { body } = reader.texts({ body: '' });
  const { path } = reader.texts({ path: '/' }, 'path');
  const { method, agent, type } = reader.texts(
    { method: 'GET', agent: browsers[0], type: 'application/x-www-form-urlencoded' },
    'line',
  );
  const { host } = reader.texts({ host: '{host}' }, 'domain');
  const headers = reader.each('headers', 'line');
  for (const [name] of headers)
    if (/^(host|user-agent|content-(length|type)|transfer-encoding|connection)$/i.test(name))
      reader.note(['headers', name], 'is written by itself: `host`, `agent` and `type` say what stands in it');
  const replied = reader.text(['answer', 'body'], reply.body ?? '');
  const sent = ([name, value]: (typeof headers)[number]): readonly Content[] =>
    name.toLowerCase() === 'cookie'
      ? contentsOf(value, 'http.cookie')
      : inPacket(value, `${name}: `).map((content) => ({ ...content, in: 'http.header' }));
  return {
    asked: [
      ...contentsOf(method, 'http.method'),
      ...contentsOf(host, 'http.host'),
      ...contentsOf(agent, 'http.user_agent'),
      ...headers.flatMap(sent),
      ...contentsOf(type, 'http.content_type'),
      ...contentsOf(path, uriBuffer(path)),
      ...contentsOf(body, 'http.request_body'),
    ],
    answered: contentsOf(replied, 'file.data'),
    rule: { protocol: 'http' },
    port,
    domain: host,
    uri: path,
    facts: {
      'http.method': method,
      'http.protocol': literal('HTTP/1.1'),
      'http.status': literal(String(reply.status ?? 200)),
      'http.user_agent': agent,
    },
    visit: ({ say }) => ({
      headers: headers.map(([name, value]) => `${name}: ${say(value)}`),
      ...(section.body !== undefined && { body: latin1(say(body)), bodyType: say(type) }),
      ...(reply.body !== undefined && { reply: { type: reply.type ?? 'text/html', bytes: latin1(say(replied)) } }),
    }),
  };
}

export function dns({ type = 'A', answers: given }: Section<'dns'>, reader: SectionReader): WireTelling {
  const { name } = reader.texts({ name: '{host}' }, type === 'PTR' ? 'wire' : 'domain');
  const kind = type === 'TXT' || type === 'NULL' ? 'wire' : type === 'A' || type === 'AAAA' ? 'text' : 'domain';
  const usual = given === undefined && type === 'A' ? [reader.text(['answers'], '{address}')] : [];
  const answers = [...usual, ...reader.each('answers', kind).map(([, one]) => one)];
  const answered = answers.flatMap((one) => inPacket(one));
  if (answered.length > 0 && type !== 'TXT') reader.note(['answers'], 'can be looked for in answers of type TXT only');
  return {
    transport: 'udp',
    direction: 'outbound',
    asked: contentsOf(name, 'dns.query'),
    answered,
    rule: answered.length > 0 ? { protocol: 'udp', port: 53 } : { protocol: 'dns' },
    port: 53,
    domain: name,
    facts: { 'dns.query': name, 'dns.type': literal(type) },
    talk: ({ say, chance }) => {
      const asked = say(name);
      const id = chance.below(65_536);
      const found = answers.map(say);
      return [
        says('initiator', query(id, asked, type)),
        says('responder', found.length === 0 ? unknownName(id, asked, type) : answer(id, asked, type, found), 1500),
      ];
    },
  };
}

const usualSuites = ['1301', '1302', '1303', 'c02b', 'c02f'];

export function tls(section: Section<'tls'>, reader: SectionReader): WireTelling {
  const { organization, ciphers, fingerprint = false, port = 443 } = section;
  const hasCertificate = organization !== undefined;
  const version = section.version ?? (hasCertificate || ciphers !== undefined ? 'TLS 1.2' : 'TLS 1.3');
  const { sni } = reader.texts({ sni: '{host}' }, 'domain');
  const { organization: owner } = reader.texts({ organization: 'Example' });
  if (tokensOf(owner).length > 0) reader.note(['organization'], 'must be the same each time');
  if (hasCertificate && version === 'TLS 1.3')
    reader.note(['version'], 'must be TLS 1.2 for its certificate to be seen');
  if (fingerprint && ciphers === undefined)
    reader.note(['fingerprint'], 'needs `ciphers` of its own: the usual ones are those of any client');
  const ja3 = createHash('md5')
    .update(ja3Text(ciphers ?? usualSuites, version))
    .digest('hex');
  const looked: readonly Content[] = fingerprint ? [{ in: 'ja3.hash', text: ja3 }] : [];
  return {
    direction: 'outbound',
    asked: [...contentsOf(sni, 'tls.sni'), ...looked],
    answered: marksOf(owner).map(({ text, isStart }) => ({
      in: 'tls.cert_subject',
      text: isStart ? `O=${text}` : text,
    })),
    rule: { protocol: 'tls' },
    port,
    domain: sni,
    facts: {
      'tls.sni': sni,
      'tls.version': literal(version),
      ...(ciphers && { 'tls.ja3': literal(ja3) }),
      ...(hasCertificate && { 'tls.subject': [...literal('C=NO, O='), ...owner, ...literal(', CN='), ...sni] }),
    },
    talk: ({ say, chance }) => {
      const name = say(sni);
      const certificate = version === 'TLS 1.2' ? selfSigned(say(owner), name) : null;
      return [
        ...shakeHands(chance, { name, certificate, suites: ciphers?.join('') }),
        says('initiator', sealed(chance, 220), 400),
        says('responder', sealed(chance, 640), 3000),
      ];
    },
  };
}
