/** What else the server hands out: detection rules, documents, metrics. */
import { askText } from '../../data/client.ts';
import { played } from '../../data/world.ts';
import { saveFile } from '../../parts/copy.tsx';
import { attempting } from '../../parts/notices.tsx';

const files: readonly (readonly [path: string, name: string, what: string])[] = [
  ['/rules/suricata.rules', 'suricata.rules', 'Detection rules for Suricata'],
  ['/rules/snort3.rules', 'snort3.rules', 'Detection rules for Snort 3'],
  ['/rules/snort3.lua', 'snort3.lua', 'Networks and thresholds for Snort 3'],
  ['/products.json', 'products.json', 'OpenAPI document of the products'],
  ['/openapi.json', 'control.json', 'OpenAPI document of the control plane'],
];
const ofServer: typeof files = [['/metrics', 'metrics.txt', 'Metrics of the server, as Prometheus reads them']];

/** The token goes along, so that these are no links. */
const take = (path: string, name: string): void =>
  void attempting(async () => saveFile(name, await askText(path), 'text/plain'), `${name} was saved`);

export const FilesCard = () => (
  <section class="card" aria-labelledby="files">
    <h2 id="files">Rules and documents</h2>
    <ul class="rows">
      {[...files, ...(played.value?.world === null ? ofServer : [])].map(([path, name, what]) => (
        <li key={path}>
          <span>{what}</span>
          <button type="button" aria-label={`Save ${name}`} onClick={() => take(path, name)}>
            {name}
          </button>
        </li>
      ))}
    </ul>
  </section>
);
