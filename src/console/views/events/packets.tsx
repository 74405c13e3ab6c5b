/** The capture of an event as its packets; those that the rule reports are marked, and one is taken apart. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { askPlane } from '../../data/client.ts';
import { narrow, placed } from '../../data/place.ts';
import { useTold } from '../../data/told.ts';
import { saveFile } from '../../parts/copy.tsx';
import { attempting } from '../../parts/notices.tsx';
import { EmptyNote, Shown } from '../../parts/states.tsx';
import { DataTable, type TableColumn } from '../../parts/table.tsx';
import { accessFor } from '../../products/callers.ts';
import { askAsClient } from '../../products/desk.ts';
import { desks } from '../../products/index.ts';
import { bytesOfBase64, bytesOfHex, hexRows } from './hex.ts';
import type { WideProps } from './payload.tsx';

interface PacketField {
  readonly name: string;
  readonly value: string;
  readonly at: number;
  readonly length: number;
}

interface ListedPacket {
  readonly number: number;
  readonly time: string;
  readonly length: number;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort?: number | null;
  readonly destinationPort?: number | null;
  readonly protocol: string;
  readonly flags: readonly string[];
  readonly info: string;
  readonly layers: readonly {
    readonly name: string;
    readonly fields: readonly PacketField[];
    readonly isCutOff: boolean;
  }[];
  readonly hex: string;
  readonly reported: boolean;
}

interface Packets {
  readonly count: number;
  readonly packets: readonly ListedPacket[];
}

const page = 200;
const end = (address: string, port: number | null | undefined): string =>
  port === null || port === undefined ? address : `${address}:${port}`;

const columns: readonly TableColumn<ListedPacket>[] = [
  { key: 'number', title: '#', width: '4rem', cell: ({ number }) => number, isNumber: true },
  {
    key: 'reported',
    title: 'Rule',
    width: '5.5rem',
    cell: ({ reported }) => (reported ? <span class="badge trigger">trigger</span> : null),
    sort: ({ reported, number }) => (reported ? 0 : 1e6) + number,
  },
  { key: 'time', title: 'Time', width: '10rem', cell: ({ time }) => time.slice(11, 26) },
  {
    key: 'source',
    title: 'Source',
    width: 'minmax(12rem, 1fr)',
    cell: ({ source, sourcePort }) => end(source, sourcePort),
  },
  {
    key: 'destination',
    title: 'Destination',
    width: 'minmax(12rem, 1fr)',
    cell: ({ destination, destinationPort }) => end(destination, destinationPort),
  },
  { key: 'protocol', title: 'Protocol', width: '6rem', cell: ({ protocol }) => protocol },
  { key: 'flags', title: 'Flags', width: '7rem', cell: ({ flags }) => flags.join(' ') },
  { key: 'length', title: 'Length', width: '5rem', cell: ({ length }) => length, isNumber: true },
  { key: 'info', title: 'Info', width: 'minmax(14rem, 2fr)', cell: ({ info }) => info },
];

export function PacketList({ id, ids, callers, address }: WideProps & { readonly id: string }) {
  const chosen = placed('packet');
  const offset = useSignal(Math.floor(Math.max(0, Number(chosen) - 1) / page) * page || 0);
  const path = `/events/${encodeURIComponent(id)}/packets`;
  const told = useTold((until) => askPlane<Packets>(`${path}?offset=${offset.value}&limit=${page}`, { signal: until }));
  const { problem } = told.value;
  if (problem?.status === 404)
    return <EmptyNote title="No capture">{problem.message} Events of some detections have none.</EmptyNote>;
  const save = async (): Promise<void> => {
    for (const { name, payload } of desks) {
      const file = payload?.capture(ids) ?? null;
      if (file === null) continue;
      const access = accessFor(callers, name, address);
      const { base64, text } = await askAsClient({ method: 'GET', path: file, access });
      const bytes = base64 === null ? new TextEncoder().encode(text ?? '') : bytesOfBase64(base64);
      return saveFile('event.pcap', bytes, 'application/vnd.tcpdump.pcap');
    }
    throw new Error('No product hands out the capture of this event.');
  };
  return (
    <Shown told={told}>
      {({ count, packets }) => (
        <div class="packets">
          <div class="row">
            <span class="quiet grow" role="status">
              Packets {offset.value + 1} to {offset.value + packets.length} of {count}
            </span>
            <div class="group">
              <button type="button" disabled={offset.value === 0} onClick={() => (offset.value -= page)}>
                Before
              </button>
              <button
                type="button"
                disabled={offset.value + packets.length >= count}
                onClick={() => (offset.value += page)}
              >
                After
              </button>
            </div>
            <button type="button" onClick={() => void attempting(save, 'event.pcap was saved')}>
              Save the capture
            </button>
          </div>
          <DataTable
            label="Packets"
            columns={columns}
            rows={packets}
            keyOf={({ number }) => String(number)}
            opened={String(chosenOf(packets, chosen)?.number ?? '')}
            onOpen={({ number }) => narrow({ packet: String(number) })}
          />
          <OnePacket packet={chosenOf(packets, chosen)} />
        </div>
      )}
    </Shown>
  );
}

/** The packet that somebody chose, or the first that the rule reports. */
const chosenOf = (packets: readonly ListedPacket[], chosen: string): ListedPacket | undefined =>
  packets.find(({ number }) => String(number) === chosen) ?? packets.find(({ reported }) => reported) ?? packets[0];

function OnePacket({ packet }: { readonly packet: ListedPacket | undefined }) {
  const marked = useSignal<PacketField | null>(null);
  const rows = useMemo(() => hexRows(bytesOfHex(packet?.hex ?? '')), [packet]);
  if (packet === undefined) return null;
  const { number, layers } = packet;
  return (
    <section class="stack tight" aria-label={`Packet ${number}`}>
      <h3>
        Packet {number}
        {packet.reported ? ', which the rule reports' : ''}
      </h3>
      <div class="layers">
        {layers.map(({ name, fields, isCutOff }, at) => (
          <details key={`${name}${at}`} open={at === layers.length - 1}>
            <summary>
              {name} <span class="quiet">{isCutOff ? 'cut off' : ''}</span>
            </summary>
            <table class="plain-table">
              <tbody>
                {fields.map((field, place) => (
                  <tr
                    key={place}
                    tabIndex={0}
                    onMouseEnter={() => (marked.value = field)}
                    onMouseLeave={() => (marked.value = null)}
                    onFocus={() => (marked.value = field)}
                    onBlur={() => (marked.value = null)}
                  >
                    <th scope="row" class="mono">
                      {field.name}
                    </th>
                    <td class="mono">{field.value}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        ))}
      </div>
      <pre class="hex" tabIndex={0} role="region" aria-label={`Bytes of packet ${number}`}>
        {rows.map(({ at, hex, text }, row) => (
          <span key={at}>
            {at} {isMarked(row, marked.value) ? <mark>{hex}</mark> : hex} {text}
            {'\n'}
          </span>
        ))}
      </pre>
    </section>
  );
}

/** Whether a row of sixteen bytes has some of a field's. */
const isMarked = (row: number, field: PacketField | null): boolean =>
  field !== null && field.length > 0 && field.at < (row + 1) * 16 && field.at + field.length > row * 16;
