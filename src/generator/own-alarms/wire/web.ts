/** HTTP, DNS and TLS as own alarms tell them. */
import { createHash } from 'node:crypto';
import type { Content } from '../../../model/rule.ts';
import { selfSigned } from '../../detections/shared/certificate.ts';
import { answer, query, unknownName, type RecordType } from '../../detections/shared/dns.ts';
import { join } from '../../detections/shared/pack.ts';
import { latin1, says, triggers } from '../../detections/shared/talk.ts';
import {
  changeCipherSpec,
  clientFinish12,
  clientHello,
  ja3Text,
  sealed,
  serverFinish12,
  serverFlight12,
  serverFlight13,
} from '../../detections/shared/tls.ts';
import { browsers } from '../../detections/shared/words.ts';
import { oneSided, type SectionReader, type ScenarioAlarm, type WireTelling } from '../text/section.ts';
import { contentsOf, filledIn, inPacket, literal, marksOf, tokensOf, type TextTemplate } from '../text/template.ts';

type Section<Name extends keyof ScenarioAlarm> = NonNullable<ScenarioAlarm[Name]>;

/** Engines decode and tidy paths; one that they would change is looked for as it was sent. */
const uriBuffer = (path: TextTemplate): Content['in'] =>
  /%|\.\.|\/\/|\\/.test(filledIn(path, () => '')) ? 'http.uri.raw' : 'http.uri';

export function http(section: Section<'http'>, reader: SectionReader): WireTelling {
  const { answer: reply = {}, port = 80 } = section;
  const wire = (path: readonly string[], source: string | undefined, usual: string): TextTemplate =>
    reader.text(path, source, usual, 'wire');
  const method = wire(['method'], section.method, 'GET');
  const host = reader.text(['host'], section.host, '{host}', 'domain');
  const uri = wire(['path'], section.path, '/');
  const agent = wire(['agent'], section.agent, browsers[0]);
  const headers = Object.entries(section.headers ?? {}).map(
    ([name, value]) => [name, wire(['headers', name], value, '')] as const,
  );
  const type = wire(['type'], section.type, 'application/x-www-form-urlencoded');
  const body = wire(['body'], section.body, '');
  const replied = wire(['answer', 'body'], reply.body, '');
  const sent = ([name, value]: (typeof headers)[number]): readonly Content[] =>
    name.toLowerCase() === 'cookie'
      ? contentsOf(value, 'http.cookie')
      : inPacket(value, `${name}: `).map((content) => ({ ...content, in: 'http.header' }));
  const asked = [
    ...contentsOf(method, 'http.method'),
    ...contentsOf(host, 'http.host'),
    ...contentsOf(agent, 'http.user_agent'),
    ...headers.flatMap(sent),
    ...contentsOf(type, 'http.content_type'),
    ...contentsOf(uri, uriBuffer(uri)),
    ...contentsOf(body, 'http.request_body'),
  ];
  const { trigger, contents } = oneSided(reader, asked, contentsOf(replied, 'file.data'));
  return {
    trigger,
    port,
    domain: host,
    uri,
    facts: {
      'http.method': method,
      'http.protocol': literal('HTTP/1.1'),
      'http.status': literal(String(reply.status ?? 200)),
      'http.user_agent': agent,
    },
    rule: { protocol: 'http', contents },
    visit: ({ say }) => ({
      headers: headers.map(([name, value]) => `${name}: ${say(value)}`),
      ...(section.body !== undefined && { body: latin1(say(body)), bodyType: say(type) }),
      ...(reply.body !== undefined && { reply: { type: reply.type ?? 'text/html', bytes: latin1(say(replied)) } }),
    }),
  };
}

export function dns(section: Section<'dns'>, reader: SectionReader): WireTelling {
  const type: RecordType = section.type ?? 'A';
  const name = reader.text(['name'], section.name, '{host}', type === 'PTR' ? 'wire' : 'domain');
  const kind = type === 'TXT' || type === 'NULL' ? 'wire' : type === 'A' || type === 'AAAA' ? 'text' : 'domain';
  const given = section.answers ?? (type === 'A' ? ['{address}'] : []);
  const answers = given.map((value, at) => reader.text(['answers', at], value, '', kind));
  const isLooked = answers.some((one) => marksOf(one).length > 0);
  if (isLooked && type !== 'TXT') reader.note(['answers'], 'can be looked for in answers of type TXT only');
  const answered = answers.flatMap((one) => inPacket(one));
  const { trigger, contents } = oneSided(reader, contentsOf(name, 'dns.query'), answered);
  return {
    transport: 'udp',
    direction: 'outbound',
    trigger,
    port: 53,
    domain: name,
    facts: { 'dns.query': name, 'dns.type': literal(type) },
    rule: trigger === 'initiator' ? { protocol: 'dns', contents } : { protocol: 'udp', port: 53, contents },
    talk: ({ say, chance }) => {
      const asked = say(name);
      return (hit) => {
        const id = chance.below(65_536);
        const found = answers.map(say);
        const question = says('initiator', query(id, asked, type));
        const back = found.length === 0 ? unknownName(id, asked, type) : answer(id, asked, type, found);
        const reply = says('responder', back, 1500);
        return trigger === 'initiator' ? [triggers(question, hit), reply] : [question, triggers(reply, hit)];
      };
    },
  };
}

const usualSuites = ['1301', '1302', '1303', 'c02b', 'c02f'];

export function tls(section: Section<'tls'>, reader: SectionReader): WireTelling {
  const { organization, ciphers, fingerprint = false, port = 443 } = section;
  const hasCertificate = organization !== undefined;
  const version = section.version ?? (hasCertificate || ciphers !== undefined ? 'TLS 1.2' : 'TLS 1.3');
  const sni = reader.text(['sni'], section.sni, '{host}', 'domain');
  const owner = reader.text(['organization'], organization, 'Example', 'wire');
  if (tokensOf(owner).length > 0) reader.note(['organization'], 'must be the same each time');
  if (hasCertificate && version === 'TLS 1.3')
    reader.note(['version'], 'must be TLS 1.2 for its certificate to be seen');
  if (fingerprint && ciphers === undefined)
    reader.note(['fingerprint'], 'needs `ciphers` of its own: the usual ones are those of any client');
  const ja3 = createHash('md5')
    .update(ja3Text(ciphers ?? usualSuites, version))
    .digest('hex');
  const looked: Content[] = fingerprint ? [{ in: 'ja3.hash', text: ja3 }] : [];
  const shown = marksOf(owner).map(({ text, isStart }): Content => ({
    in: 'tls.cert_subject',
    text: isStart ? `O=${text}` : text,
  }));
  const { trigger, contents } = oneSided(reader, [...contentsOf(sni, 'tls.sni'), ...looked], shown);
  return {
    direction: 'outbound',
    trigger,
    port,
    domain: sni,
    facts: {
      'tls.sni': sni,
      'tls.version': literal(version),
      ...(ciphers && { 'tls.ja3': literal(ja3) }),
      ...(hasCertificate && { 'tls.subject': [...literal('C=NO, O='), ...owner, ...literal(', CN='), ...sni] }),
    },
    rule: { protocol: 'tls', contents },
    talk: ({ say, chance }) => {
      const name = say(sni);
      const certificate = version === 'TLS 1.2' ? selfSigned(say(owner), name) : null;
      return (hit) => {
        const hello = clientHello(chance, name, version, ciphers?.join(''));
        const first = says('initiator', hello);
        const flight = certificate === null ? serverFlight13(chance, hello) : serverFlight12(chance, certificate);
        const second = says('responder', flight, 900);
        const rest =
          certificate === null
            ? [says('initiator', join(changeCipherSpec, sealed(chance, 74)), 700)]
            : [says('initiator', clientFinish12(chance), 700), says('responder', serverFinish12(chance))];
        return [
          ...(trigger === 'initiator' ? [triggers(first, hit), second] : [first, triggers(second, hit)]),
          ...rest,
          says('initiator', sealed(chance, 220), 400),
          says('responder', sealed(chance, 640), 3000),
        ];
      };
    },
  };
}
