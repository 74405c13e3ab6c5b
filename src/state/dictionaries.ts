/** The dictionaries of the shown World, which submitted events add to: hosts by where they are, details by what they tell. */
import { UserError } from '../kernel/fault.ts';
import type { Detail, Host, World } from '../model/world.ts';
import type { Mutable } from './rows.ts';

export type NewHost = Omit<Host, 'code' | 'members'>;
export type NewDetail = Omit<Detail, 'code'>;

export interface Dictionaries {
  /** Begins a command: the arrays that its readers hold from before stay as they are. */
  readonly begin: () => void;
  /** The code of the first single host or range of this address and place; it is made when there is none. */
  readonly host: (place: Pick<Host, 'range' | 'place'>, make: () => NewHost) => number;
  /** The code of the detail that an event was submitted with; it is made when there is none. */
  readonly detail: (detail: NewDetail) => number;
  /** The first detail with this signature. */
  readonly withSignature: (signature: string) => Detail | undefined;
  /** Puts behind a frozen World's own what was added elsewhere. */
  readonly load: (hosts: readonly Host[], details: readonly Detail[]) => void;
}

/** Codes lie in columns of 16 bits. */
export const mostCodes = 65_536;

/** Looks up by maps, which are made with the first event that is submitted; a command copies an array once, however much it adds. */
export function makeDictionaries(world: Mutable<World>): Dictionaries {
  let known: ReturnType<typeof indexesOf> | null = null;
  /** The arrays that this command may add to. */
  let ours: { hosts: Host[] | null; details: Detail[] | null } = { hosts: null, details: null };
  const indexes = (): ReturnType<typeof indexesOf> => (known ??= indexesOf(world));
  return {
    begin: () => void (ours = { hosts: null, details: null }),
    host: (place, make) => {
      const { hosts } = indexes();
      const key = hostKey(place);
      const found = hosts.get(key);
      if (found !== undefined) return found;
      const code = codeAfter(world.hosts, 'hosts');
      world.hosts = ours.hosts ??= [...world.hosts];
      ours.hosts.push({ ...make(), code, members: [code] });
      hosts.set(key, code);
      return code;
    },
    detail: (detail) => {
      const { details, signatures } = indexes();
      const key = detailKey(detail);
      const found = details.get(key);
      if (found !== undefined) return found;
      const code = codeAfter(world.details, 'details');
      world.details = ours.details ??= [...world.details];
      ours.details.push({ ...detail, code });
      details.set(key, code);
      if (!signatures.has(detail.signature)) signatures.set(detail.signature, code);
      return code;
    },
    load: (hosts, details) => {
      if (hosts.length > 0) world.hosts = [...world.hosts, ...hosts];
      if (details.length > 0) world.details = [...world.details, ...details];
      known = null;
      for (const detail of details) indexes().details.set(detailKey(detail), detail.code);
    },
    withSignature: (signature) => {
      const code = indexes().signatures.get(signature);
      return code === undefined ? undefined : world.details[code];
    },
  };
}

function codeAfter({ length }: readonly unknown[], what: string): number {
  if (length >= mostCodes) throw new UserError(`no more than ${mostCodes} ${what} can be told apart`);
  return length;
}

const hostKey = ({ range: { version, base, bits }, place }: Pick<Host, 'range' | 'place'>): string =>
  `${version} ${base} ${bits} ${JSON.stringify(place)}`;

const detailKey = ({ signature, detection, variant }: NewDetail): string =>
  JSON.stringify([signature, detection.name, detection.transport, variant]);

function indexesOf(world: World) {
  const hosts = new Map<string, number>();
  /** Those of submitted events, of which a frozen World has none. */
  const details = new Map<string, number>();
  const signatures = new Map<string, number>();
  for (const host of world.hosts) {
    const key = hostKey(host);
    if (host.members[0] === host.code && !hosts.has(key)) hosts.set(key, host.code);
  }
  for (const detail of world.details) {
    if (!signatures.has(detail.signature)) signatures.set(detail.signature, detail.code);
  }
  return { hosts, details, signatures };
}
