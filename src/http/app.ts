/** The Express application: products first, then what every server has: health, OpenAPI and its page. */
import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { Express, NextFunction, Request, Response } from 'express';
import { latePackage } from '../kernel/late-packages.ts';
import { openApi } from './openapi.ts';
import { pathPrefixOf } from './prefix.ts';
import type { Product } from './product.ts';
import type { Dispatch } from './router.ts';

/** What one server has of its own, or one world on it. */
export interface Served {
  readonly products: readonly Product[];
  /** What `/health` tells besides `status`. */
  readonly health: () => object;
  /** Told of a request for what is nobody's. */
  readonly unmatchedRequest?: (method: string, path: string, search: string) => void;
}

export interface AppOptions {
  readonly packageVersion: string;
  /** False once the server is on its way out; true when left out. */
  readonly isReady?: () => boolean;
  /** Called with what is our own bug, never with a refusal. */
  readonly onBug: (error: unknown) => void;
  /** Whose a request is. The first product also answers for paths that are nobody's. */
  readonly servedTo: (request: IncomingMessage) => Served;
}

const load = createRequire(import.meta.url);

/** Makes the application; nothing listens yet. */
export function makeApp(
  dispatch: Dispatch,
  { packageVersion, onBug, servedTo, isReady = () => true }: AppOptions,
): Express {
  const express = latePackage('express');
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use((request, response, next) => {
    if (!dispatch(request, response)) next();
  });
  // Whoever balances requests over servers stops sending them; whoever restarts servers that hang asks whether it lives.
  app.get('/health', (request, response) => {
    const [status, word] = isReady() ? ([200, 'ok'] as const) : ([503, 'stopping'] as const);
    response.status(status).json({ status: word, ...servedTo(request).health() });
  });
  app.get('/health/live', (_, response) => void response.json({ status: 'ok' }));
  app.get('/openapi.json', (request, response) => {
    const server = `${request.protocol}://${request.headers.host}${pathPrefixOf(request)}`;
    response.json(openApi(servedTo(request).products, packageVersion, [server]));
  });
  app.get('/docs/swagger-initializer.js', (_, response) => void response.type('js').send(initializer));
  app.use('/docs', (request, response, next) => {
    const { getAbsoluteFSPath } = load('swagger-ui-dist') as typeof import('swagger-ui-dist');
    express.static(getAbsoluteFSPath())(request, response, next);
  });
  const firstOf = (request: Request): Product => {
    const [first] = servedTo(request).products;
    if (first === undefined) throw new Error('a server has at least one product');
    return first;
  };
  const refuse = (request: Request, response: Response, error: unknown): void => {
    const { status, headers, body } = firstOf(request).failure(error);
    const length = { 'Content-Length': String(body.length) };
    response.writeHead(status, { ...(headers as Record<string, string>), ...length }).end(body);
  };
  app.all(['/health', '/health/live', '/openapi.json'], (request, response) =>
    refuse(request, response, firstOf(request).refuse.methodNotAllowed(['GET', 'HEAD'])),
  );
  app.use((request, response) => {
    const [path = '', search = ''] = request.url.split('?');
    servedTo(request).unmatchedRequest?.(request.method, path, search);
    refuse(request, response, firstOf(request).refuse.notFound(request.path));
  });
  // Express and its file server complain of paths that they cannot decode; its own handler would answer in HTML, with a stack.
  // oxlint-disable-next-line no-unused-vars -- Express knows an error handler by its four parameters
  app.use((error: { readonly status?: number }, request: Request, response: Response, _: NextFunction) => {
    const isClients = error.status !== undefined && error.status < 500;
    if (!isClients) onBug(error);
    refuse(request, response, isClients ? firstOf(request).refuse.notFound(request.path) : error);
  });
  return app;
}

/** The page's own initializer points at the vendor of the page; ours points at this server. */
const initializer = `window.onload = () => { window.ui = SwaggerUIBundle({ url: '../openapi.json', dom_id: '#swagger-ui', deepLinking: true, presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset], layout: 'StandaloneLayout' }); };\n`;
