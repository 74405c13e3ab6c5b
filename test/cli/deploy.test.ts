import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { serveCommand } from '../../src/cli/serve.ts';
import { fromEnvironment } from '../../src/cli/shared/environment.ts';

const files = ['compose.yaml', 'compose.shared.yaml', 'kubernetes.yaml'];
const textOf = (file: string): string => readFileSync(new URL(`../../deploy/${file}`, import.meta.url), 'utf8');

const serve = fromEnvironment(serveCommand());
const variables = serve.options.flatMap(({ envVar }) => envVar ?? []);

test.each(files)('deploy/%s sets variables of serve alone', (file) => {
  const set = parseAllDocuments(textOf(file)).flatMap((one) =>
    Array.from(JSON.stringify(one.toJS()).matchAll(/"(?:name":")?(SIEM_SIM_[A-Z_]+)"/g), ([, name = '']) => name),
  );
  expect(set.length).toBeGreaterThan(0);
  expect(set.filter((name) => !variables.includes(name))).toEqual([]);
});

test('deploy/kubernetes.yaml gives serve what it takes, and ports and secrets that are there', () => {
  const objects = parseAllDocuments(textOf('kubernetes.yaml')).map((one) => one.toJS());
  const of = (kind: string): any[] => objects.filter((one) => one.kind === kind);
  const [deployment] = of('Deployment');
  const { spec } = deployment.spec.template;
  const [container] = spec.containers;
  const [command, ...options] = container.args;
  expect(command).toBe('serve');
  expect(options.filter((one: string) => one.startsWith('--'))).toEqual(['--control-port']);
  expect(serve.options.map(({ long }) => long)).toContain('--control-port');
  expect(container.ports.find(({ name }: any) => name === 'control').containerPort).toBe(Number(options[1]));
  expect(spec.enableServiceLinks).toBe(false);
  expect(deployment.spec.strategy).toEqual({ type: 'Recreate' });
  const ports = container.ports.map(({ name }: any) => name);
  const used = [
    ...of('Service').flatMap((one) => one.spec.ports.map(({ targetPort }: any) => targetPort)),
    ...of('NetworkPolicy').flatMap((one) =>
      one.spec.ingress.flatMap(({ ports: some }: any) => some.map(({ port }: any) => port)),
    ),
    ...['startupProbe', 'livenessProbe', 'readinessProbe'].map((probe) => container[probe].httpGet.port),
  ];
  expect(used.filter((port) => !ports.includes(port))).toEqual([]);
  const keys = Object.keys(of('Secret')[0].stringData);
  const asked = container.env.map(({ valueFrom }: any) => valueFrom.secretKeyRef.key);
  expect(asked.toSorted()).toEqual(keys.toSorted());
  const labels = deployment.spec.template.metadata.labels;
  for (const one of of('Service')) expect(labels).toMatchObject(one.spec.selector);
});
