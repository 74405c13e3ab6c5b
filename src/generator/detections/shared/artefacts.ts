/** Inert files that captures carry; a name always gives the same bytes, so variants can state their true hash. */
import { createHash } from 'node:crypto';
import { Buffer } from 'node:buffer';

export type Artefact = 'pe' | 'elf' | 'script' | 'zip' | 'document' | 'image';

const heads: Readonly<Record<Artefact, string>> = {
  pe: 'MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0@\0\0\0',
  elf: `\x7fELF\x02\x01\x01${'\0'.repeat(9)}\x02\0\x3e\0\x01\0\0\0${'\0'.repeat(28)}\x40${'\0'.repeat(11)}`,
  script: '#!/bin/sh\n# inert sample, does nothing\nexit 0\n',
  zip: 'PK\x03\x04\x14\0\0\0\0\0',
  document: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
  image: 'CD001\x01\0 INERT DISC IMAGE',
};

/** The bytes of a file: the head that its kind is known by, then comment lines with its name. */
export function artefact(kind: Artefact, name: string, length = 2600): Uint8Array {
  const bytes = Buffer.alloc(length, `# ${name} is an inert sample\n`, 'latin1');
  bytes.write(heads[kind], 'latin1');
  return bytes;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
