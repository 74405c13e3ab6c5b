/** The attack categories of the alarm catalogue. Ids 363 and 373 and their names are the documented samples (seeds 000, 001). */

export interface AttackCategory {
  readonly id: number;
  readonly shortName: string;
  readonly name: string;
}

export const categories = {
  callback: { id: 363, shortName: 'callback-traffic', name: 'Callback traffic (Check-in) (infected client/server)' },
  exploit: { id: 373, shortName: 'attempted-exploit', name: 'Attempted application exploit' },
  bruteForce: { id: 301, shortName: 'brute-force', name: 'Brute force authentication attempt' },
  injection: { id: 302, shortName: 'injection', name: 'Injection attempt' },
  webAttack: { id: 303, shortName: 'web-attack', name: 'Web application attack' },
  scan: { id: 304, shortName: 'network-scan', name: 'Network scan' },
  sweep: { id: 305, shortName: 'host-sweep', name: 'Host discovery sweep' },
  dos: { id: 306, shortName: 'denial-of-service', name: 'Denial of service' },
  malwareDownload: { id: 307, shortName: 'malware-download', name: 'Malicious file download' },
  phishing: { id: 308, shortName: 'phishing', name: 'Phishing' },
  exfiltration: { id: 309, shortName: 'exfiltration', name: 'Data exfiltration' },
  lateral: { id: 310, shortName: 'lateral-movement', name: 'Lateral movement' },
  maliciousDomain: { id: 311, shortName: 'malicious-domain', name: 'Traffic to malicious domain' },
  certificate: { id: 312, shortName: 'suspicious-certificate', name: 'Suspicious certificate' },
  policy: { id: 313, shortName: 'policy-violation', name: 'Policy violation' },
  mining: { id: 314, shortName: 'cryptomining', name: 'Cryptocurrency mining' },
  account: { id: 315, shortName: 'account-anomaly', name: 'Account anomaly' },
  cloud: { id: 316, shortName: 'cloud-control', name: 'Cloud control plane anomaly' },
  endpoint: { id: 317, shortName: 'endpoint-execution', name: 'Suspicious execution on endpoint' },
  informationLeak: { id: 318, shortName: 'information-leak', name: 'Information leak' },
} as const satisfies Record<string, AttackCategory>;

export type CategoryName = keyof typeof categories;
