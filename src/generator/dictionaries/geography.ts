/**
 * Where the rest of the internet is: each place owns a block of addresses that nobody real uses
 * (198.18.0.0/15 is reserved for benchmarking by RFC 2544, 2001:db8::/32 for documentation by RFC 3849).
 */
import type { GeoPlace } from '../../model/world.ts';

export interface Region {
  readonly place: GeoPlace;
  /** Relative share of attacking hosts; made up, in the usual order of magnitude of abuse statistics. */
  readonly weight: number;
  readonly v4: string;
  readonly v6: string;
}

type Row = readonly [code: string, country: string, city: string, latitude: number, longitude: number, weight: number];

const rows: readonly Row[] = [
  ['US', 'United States', 'Ashburn', 39.0437, -77.4875, 180],
  ['CN', 'China', 'Shanghai', 31.2222, 121.4581, 150],
  ['RU', 'Russia', 'Moscow', 55.7522, 37.6156, 110],
  ['NL', 'Netherlands', 'Amsterdam', 52.3824, 4.8995, 90],
  ['DE', 'Germany', 'Frankfurt am Main', 50.1155, 8.6842, 70],
  ['FR', 'France', 'Roubaix', 50.6942, 3.1746, 50],
  ['GB', 'United Kingdom', 'London', 51.5085, -0.1257, 45],
  ['BR', 'Brazil', 'São Paulo', -23.5475, -46.6361, 45],
  ['IN', 'India', 'Mumbai', 19.0728, 72.8826, 45],
  ['VN', 'Vietnam', 'Hanoi', 21.0245, 105.8412, 40],
  ['KR', 'South Korea', 'Seoul', 37.566, 126.9784, 30],
  ['SG', 'Singapore', 'Singapore', 1.2897, 103.8501, 30],
  ['UA', 'Ukraine', 'Kyiv', 50.4547, 30.5238, 25],
  ['RO', 'Romania', 'Bucharest', 44.4323, 26.1063, 20],
  ['SE', 'Sweden', 'Stockholm', 59.3326, 18.0649, 20],
  ['NO', 'Norway', 'Oslo', 59.9127, 10.7461, 20],
  ['PL', 'Poland', 'Warsaw', 52.2298, 21.0118, 18],
  ['TR', 'Türkiye', 'İstanbul', 41.0138, 28.9497, 18],
  ['ID', 'Indonesia', 'Jakarta', -6.2146, 106.8451, 18],
  ['IR', 'Iran', 'Tehran', 35.6944, 51.4215, 16],
  ['HK', 'Hong Kong', 'Hong Kong', 22.2783, 114.1747, 16],
  ['JP', 'Japan', 'Tokyo', 35.6895, 139.6917, 16],
  ['CA', 'Canada', 'Beauharnois', 45.3151, -73.8779, 16],
  ['BG', 'Bulgaria', 'Sofia', 42.6975, 23.3242, 14],
  ['IT', 'Italy', 'Milan', 45.4643, 9.1895, 12],
  ['ZA', 'South Africa', 'Cape Town', -33.9258, 18.4232, 10],
  ['AR', 'Argentina', 'Buenos Aires', -34.6131, -58.3772, 10],
  ['MX', 'Mexico', 'Mexico City', 19.4285, -99.1277, 10],
  ['AU', 'Australia', 'Sydney', -33.8679, 151.2073, 8],
  ['FI', 'Finland', 'Helsinki', 60.1695, 24.9354, 8],
  ['DK', 'Denmark', 'Copenhagen', 55.6759, 12.5655, 8],
  ['IS', 'Iceland', 'Reykjavík', 64.1355, -21.8954, 4],
];

/** Each place with its own /20 of IPv4 (4,096 addresses) and /48 of IPv6. */
export const regions: readonly Region[] = rows.map(
  ([countryCode, countryName, city, latitude, longitude, weight], index) => ({
    place: { countryCode, countryName, city, latitude, longitude },
    weight,
    v4: `198.${18 + (index >> 4)}.${(index & 15) << 4}.0/20`,
    v6: `2001:db8:f${index.toString(16).padStart(3, '0')}::/48`,
  }),
);
