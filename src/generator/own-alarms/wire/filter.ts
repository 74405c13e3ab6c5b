/** Search filters of LDAP: from their text (RFC 4515) to their bytes (RFC 4511). */
import { element, join } from '../../detections/shared/pack.ts';
import { latin1 } from '../../detections/shared/talk.ts';

const octets = (text: string): Uint8Array => element(0x04, latin1(text));
const comparisons: Readonly<Record<string, number>> = { '=': 0xa3, '>=': 0xa5, '<=': 0xa6, '~=': 0xa8 };
const groups: Readonly<Record<string, number>> = { '&': 0xa0, '|': 0xa1, '!': 0xa2 };

/** Throws RangeError, in words that follow the place, for what is no filter. */
export function filterBytes(text: string): Uint8Array {
  const { bytes, rest } = filterAt(text);
  if (rest !== '') throw new RangeError(`goes on after its last bracket: ${rest.slice(0, 20)}`);
  return bytes;
}

interface Read {
  readonly bytes: Uint8Array;
  readonly rest: string;
}

function filterAt(text: string): Read {
  if (!text.startsWith('(')) throw new RangeError(`needs a filter in brackets at: ${text.slice(0, 20)}`);
  const group = groups[text[1] ?? ''];
  if (group !== undefined) {
    const parts: Uint8Array[] = [];
    let rest = text.slice(2);
    while (rest.startsWith('(')) {
      const inner = filterAt(rest);
      parts.push(inner.bytes);
      ({ rest } = inner);
    }
    if (!rest.startsWith(')') || parts.length === 0) throw new RangeError('has a bracket that is not closed');
    return { bytes: element(group, join(...parts)), rest: rest.slice(1) };
  }
  const [whole, name = '', rule, sign = '=', value = ''] =
    /^\(([\w.;-]+)(?::([\w.]+):)?(>=|<=|~=|=)([^()]*)\)/.exec(text) ?? [];
  if (whole === undefined) throw new RangeError(`has no comparison at: ${text.slice(0, 20)}`);
  return { bytes: comparison(name, rule, sign, value), rest: text.slice(whole.length) };
}

function comparison(name: string, rule: string | undefined, sign: string, value: string): Uint8Array {
  if (rule !== undefined)
    return element(0xa9, element(0x81, latin1(rule)), element(0x82, latin1(name)), element(0x83, latin1(value)));
  if (sign === '=' && value === '*') return element(0x87, latin1(name));
  if (sign !== '=' || !value.includes('*')) return element(comparisons[sign] ?? 0xa3, octets(name), octets(value));
  const parts = value.split('*');
  const pieces = parts.flatMap((part, at) =>
    part === '' ? [] : [element(at === 0 ? 0x80 : at === parts.length - 1 ? 0x82 : 0x81, latin1(part))],
  );
  return element(0xa4, octets(name), element(0x30, ...pieces));
}
