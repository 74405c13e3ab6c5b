/** The assets of a tenant: every single host of a customer, by the id that alarms and events name it by. */
import type { Host, World } from '../../../model/world.ts';
import { domainNameOf, hostNameOf } from '../records/host-names.ts';
import type { Ids } from '../records/usm-id.ts';

/** What clients read of an asset; nobody reads more, so more is not known. */
export interface Asset {
  readonly id: string;
  readonly name: string;
  readonly hostnames: readonly string[];
  readonly ip: string;
  readonly ip_addresses: readonly string[];
  readonly networkInterfaces: readonly { readonly ipv4: readonly string[] | null }[];
  readonly operatingSystem: string | null;
}

export const isAsset = (host: Host): boolean => hostNameOf(host) !== null;

export function assetModel(ids: Ids, host: Host, runsWindows: boolean): Asset {
  const { address, range, code } = host;
  const fullName = domainNameOf(host);
  return {
    id: ids.asset(code),
    name: hostNameOf(host) ?? address,
    hostnames: fullName === null ? [] : [fullName],
    ip: address,
    ip_addresses: [address],
    networkInterfaces: [{ ipv4: range.version === 4 ? [address] : null }],
    operatingSystem: runsWindows ? 'Microsoft Windows' : null,
  };
}

const windows = new WeakMap<World['baseline'], ReadonlySet<number>>();

/** Hosts from which the agent for Windows had reported in a frozen World; of the others nobody knows what they run. */
export function windowsHosts({ baseline, details }: World): ReadonlySet<number> {
  const before = windows.get(baseline);
  if (before !== undefined) return before;
  const found = new Set<number>();
  const { length, detail, source } = baseline;
  for (let row = 0; row < length; row++)
    if (details[detail[row] ?? 0]?.detection.telemetry === 'endpoint') found.add(source[row] ?? 0);
  windows.set(baseline, found);
  return found;
}
