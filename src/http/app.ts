/** The Express application: products first, then what every server has: health, OpenAPI and its page. */
import { createRequire } from 'node:module';
import type { Express, NextFunction, Request, Response } from 'express';
import { openApi } from './openapi.ts';
import type { Product } from './product.ts';
import type { Dispatch } from './router.ts';

/** A text that every caller may read, made when it is asked for. */
export interface TextFile {
  readonly path: string;
  readonly type: string;
  readonly text: () => string;
}

export interface AppOptions {
  readonly packageVersion: string;
  /** Called with what is our own bug, never with a refusal. */
  readonly onBug: (error: unknown) => void;
  /** What `/health` tells besides `status`. */
  readonly health: () => object;
  readonly files?: readonly TextFile[];
}

const load = createRequire(import.meta.url);

/** Makes the application; nothing listens yet. The first product also answers for paths that are nobody's. */
export function makeApp(products: readonly Product[], dispatch: Dispatch, options: AppOptions): Express {
  const express = load('express') as typeof import('express');
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use((request, response, next) => {
    if (!dispatch(request, response)) next();
  });
  const { files = [] } = options;
  for (const { path, type, text } of files)
    app.get(path, (_, response) => void response.set('Content-Type', type).send(text()));
  app.get('/health', (_, response) => void response.json({ status: 'ok', ...options.health() }));
  app.get(
    '/openapi.json',
    (request, response) =>
      void response.json(openApi(products, options.packageVersion, [`${request.protocol}://${request.headers.host}`])),
  );
  app.get('/docs/swagger-initializer.js', (_, response) => void response.type('js').send(initializer));
  app.use('/docs', (request, response, next) => {
    const { getAbsoluteFSPath } = load('swagger-ui-dist') as typeof import('swagger-ui-dist');
    express.static(getAbsoluteFSPath())(request, response, next);
  });
  const [first] = products;
  if (first === undefined) return app;
  const refuse = (response: Response, error: unknown): void => {
    const { status, headers, body } = first.failure(error);
    const length = { 'Content-Length': String(body.length) };
    response.writeHead(status, { ...(headers as Record<string, string>), ...length }).end(body);
  };
  app.all(['/health', '/openapi.json', ...files.map(({ path }) => path)], (_, response) =>
    refuse(response, first.refuse.methodNotAllowed(['GET', 'HEAD'])),
  );
  app.use((request, response) => refuse(response, first.refuse.notFound(request.path)));
  // Express and its file server complain of paths that they cannot decode; its own handler would answer in HTML, with a stack.
  // oxlint-disable-next-line no-unused-vars -- Express knows an error handler by its four parameters
  app.use((error: { readonly status?: number }, request: Request, response: Response, _: NextFunction) => {
    const isClients = error.status !== undefined && error.status < 500;
    if (!isClients) options.onBug(error);
    refuse(response, isClients ? first.refuse.notFound(request.path) : error);
  });
  return app;
}

/** The page's own initializer points at the vendor of the page; ours points at this server. */
const initializer = `window.onload = () => { window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset], layout: 'StandaloneLayout' }); };\n`;
