/** The payload of an event as text and in hexadecimal digits, and the products' files of it. */
import { useMemo } from 'preact/hooks';
import { useTold } from '../../data/told.ts';
import { Refused } from '../../data/client.ts';
import { saveFile } from '../../parts/copy.tsx';
import { EmptyNote, Shown } from '../../parts/states.tsx';
import { accessFor, type ProductCallers } from '../../products/callers.ts';
import { askAsClient, type EventIds } from '../../products/desk.ts';
import { desks } from '../../products/index.ts';
import { bytesOfBase64, hexRows } from './hex.ts';

export interface WideProps {
  readonly ids: EventIds;
  readonly callers: readonly ProductCallers[];
  readonly address: string;
}

export function PayloadTab({ ids, callers, address }: WideProps) {
  const told = useTold(async (until) => {
    for (const { name, payload } of desks) {
      const path = payload?.path(ids) ?? null;
      if (payload === undefined || path === null) continue;
      const access = accessFor(callers, name, address);
      const { status, text } = await askAsClient({ method: 'GET', path, access, until });
      if (status >= 500) throw new Refused(status, `The product answered ${status}.`);
      const base64 = status === 200 ? payload.base64(JSON.parse(text ?? 'null')) : null;
      if (base64 !== null) return bytesOfBase64(base64);
    }
    return new Uint8Array();
  });
  return (
    <Shown told={told}>
      {(bytes) =>
        bytes.length === 0 ? (
          <EmptyNote title="No payload">The products keep none of this event.</EmptyNote>
        ) : (
          <Bytes bytes={bytes} />
        )
      }
    </Shown>
  );
}

/** Bytes that are shown as text. */
const mostText = 65_536;

export function Bytes({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const rows = useMemo(
    () =>
      hexRows(bytes)
        .map(({ at, hex, text }) => `${at}  ${hex}  ${text}`)
        .join('\n'),
    [bytes],
  );
  const text = useMemo(() => new TextDecoder().decode(bytes.subarray(0, mostText)), [bytes]);
  return (
    <div class="stack tight">
      <div class="row">
        <span class="quiet grow">{bytes.length} bytes</span>
        <button type="button" onClick={() => saveFile('payload.bin', bytes)}>
          Save the bytes
        </button>
      </div>
      <h3>As text</h3>
      <pre class="wrap hex" tabIndex={0} role="region" aria-label="Payload as text">
        {text}
      </pre>
      <h3>In hexadecimal</h3>
      <pre class="hex" tabIndex={0} role="region" aria-label="Payload in hexadecimal">
        {rows}
      </pre>
    </div>
  );
}
