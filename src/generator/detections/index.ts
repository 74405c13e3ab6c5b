/** Every detection that the simulator knows; adding one is one file and one line in this list. */
import type { Detection } from '../../model/detection.ts';
import { accountLockout } from './account-lockout.ts';
import { c2Beacon } from './c2-beacon.ts';
import { c2Certificate } from './c2-certificate.ts';
import { clearTextPassword } from './clear-text-password.ts';
import { cloudCredential } from './cloud-credential.ts';
import { cloudNetworkRule } from './cloud-network-rule.ts';
import { cloudRootLogin } from './cloud-root-login.ts';
import { consentAbuse } from './consent-abuse.ts';
import { credentialPhishing } from './credential-phishing.ts';
import { crossSiteScripting } from './cross-site-scripting.ts';
import { cryptoMiner } from './crypto-miner.ts';
import { dataUpload } from './data-upload.ts';
import { dnsBadDomain } from './dns-bad-domain.ts';
import { dnsTunnel } from './dns-tunnel.ts';
import { ftpLoginFailure } from './ftp-login-failure.ts';
import { icmpSweep } from './icmp-sweep.ts';
import { impossibleTravel } from './impossible-travel.ts';
import { informationLeak } from './information-leak.ts';
import { jndiLookup } from './jndi-lookup.ts';
import { lsassAccess } from './lsass-access.ts';
import { maliciousAttachment } from './malicious-attachment.ts';
import { maliciousDownload } from './malicious-download.ts';
import { malwareCheckin } from './malware-checkin.ts';
import { pathTraversal } from './path-traversal.ts';
import { portScan } from './port-scan.ts';
import { ransomwareBehaviour } from './ransomware-behaviour.ts';
import { rdpBruteForce } from './rdp-brute-force.ts';
import { scheduledTask } from './scheduled-task.ts';
import { sipScan } from './sip-scan.ts';
import { smbExploitProbe } from './smb-exploit-probe.ts';
import { snmpCommunity } from './snmp-community.ts';
import { sqlInjection } from './sql-injection.ts';
import { sshBruteForce } from './ssh-brute-force.ts';
import { suspiciousShell } from './suspicious-shell.ts';
import { synFlood } from './syn-flood.ts';
import { telnetLogin } from './telnet-login.ts';
import { tlsBadSni } from './tls-bad-sni.ts';
import { torrent } from './torrent.ts';
import { udpAmplification } from './udp-amplification.ts';
import { webScanner } from './web-scanner.ts';
import { webShell } from './web-shell.ts';

export const detections: readonly Detection[] = [
  accountLockout,
  c2Beacon,
  c2Certificate,
  clearTextPassword,
  cloudCredential,
  cloudNetworkRule,
  cloudRootLogin,
  consentAbuse,
  credentialPhishing,
  crossSiteScripting,
  cryptoMiner,
  dataUpload,
  dnsBadDomain,
  dnsTunnel,
  ftpLoginFailure,
  icmpSweep,
  impossibleTravel,
  informationLeak,
  jndiLookup,
  lsassAccess,
  maliciousAttachment,
  maliciousDownload,
  malwareCheckin,
  pathTraversal,
  portScan,
  ransomwareBehaviour,
  rdpBruteForce,
  scheduledTask,
  sipScan,
  smbExploitProbe,
  snmpCommunity,
  sqlInjection,
  sshBruteForce,
  suspiciousShell,
  synFlood,
  telnetLogin,
  tlsBadSni,
  torrent,
  udpAmplification,
  webScanner,
  webShell,
];
