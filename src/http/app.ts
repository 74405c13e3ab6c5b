/** The Express application: products first, then what every server has: health, OpenAPI and its page. */
import type { IncomingMessage } from 'node:http';
import type { Express, NextFunction, Request, Response } from 'express';
import { latePackage } from '../kernel/late-packages.ts';
import { finishedInTurns } from '../kernel/slices.ts';
import { writingOpenApi } from './openapi.ts';
import { readAsset } from './docs-assets.ts';
import { initializer } from './docs-initializer.ts';
import { allDocuments, assets, docsPage, pageHeaders, type Pages } from './docs-page.ts';
import { pathPrefixOf } from './prefix.ts';
import type { Product } from './product.ts';
import type { Dispatch } from './router.ts';

/** What one server has of its own, or one world on it. */
export interface Served {
  readonly products: readonly Product[];
  /** What `/health` tells besides `status`. */
  readonly health: () => object;
  /** Told of a request for what is nobody's. */
  readonly unmatchedRequest?: (method: string, path: string, search: string) => void | Promise<void>;
}

export interface AppOptions {
  readonly packageVersion: string;
  /** False once the server is on its way out; true when left out. */
  readonly isReady?: () => boolean;
  /** Why it cannot serve now, though it lives; null where it can. Nothing when left out. */
  readonly trouble?: () => Promise<string | null>;
  /** Called with what is our own bug, never with a refusal. */
  readonly onBug: (error: unknown) => void;
  /** Whose a request is. The first product also answers for paths that are nobody's. */
  readonly servedTo: (request: IncomingMessage) => Served;
  /** What people see; there is nothing for them when left out. */
  readonly pages?: Pages;
}

/** Makes the application; nothing listens yet. */
export function makeApp(
  dispatch: Dispatch,
  { packageVersion, onBug, servedTo, pages, isReady = () => true, trouble = async () => null }: AppOptions,
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
  app.get('/health/ready', (_, response, next) => {
    const told = isReady() ? trouble() : Promise.resolve('the server is stopping');
    told
      .then((reason) => {
        if (reason === null) response.json({ status: 'ok' });
        else response.status(503).set('Retry-After', '1').json({ status: 'not ready', reason });
      })
      .catch(next);
  });
  app.get('/health/live', (_, response) => void response.json({ status: 'ok' }));
  app.get('/openapi.json', (request, response, next) => {
    finishedInTurns(writingOpenApi(servedTo(request).products, packageVersion, [addressOf(request)]))
      .then((document) => response.json(document))
      .catch(next);
  });
  if (pages !== undefined) servePages(app, pages);
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
  app.all(['/health', '/health/live', '/health/ready', '/openapi.json'], (request, response) =>
    refuse(request, response, firstOf(request).refuse.methodNotAllowed(['GET', 'HEAD'])),
  );
  app.use((request, response) => {
    const [path = '', search = ''] = request.url.split('?');
    const noted = servedTo(request).unmatchedRequest?.(request.method, path, search);
    const answer = (): void => refuse(request, response, firstOf(request).refuse.notFound(request.path));
    if (noted instanceof Promise) noted.then(answer, answer);
    else answer();
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

/** What a person sees in a browser: who asks for anything but a page gets what a client gets. */
function servePages(app: Express, pages: Pages): void {
  const isPerson = ({ headers }: Request): boolean => /\btext\/html\b/.test(headers.accept ?? '');
  const page = (response: Response, text: string): void =>
    void response.set(pageHeaders).set('Cache-Control', 'no-store').type('html').send(text);
  app.get('/', (request, response, next) => {
    if (!isPerson(request)) return next();
    const [path = '', search = ''] = (request.originalUrl || '/').split(/(?=\?)/);
    const home = pages.home(request);
    // Links are relative, so that they lead to the right place behind any proxy.
    const here = path.endsWith('/') ? '' : `${path.split('/').at(-1)}/`;
    if (home !== null) response.redirect(302, here + home + search);
    else if (here !== '') response.redirect(302, here);
    else page(response, pages.welcome(request, addressOf(request)));
  });
  app.get('/docs', (request, response, next) => {
    if (request.path.endsWith('/')) page(response, docsPage);
    else if (request.path === '/docs') response.redirect(302, 'docs/');
    else next();
  });
  app.get('/docs/initializer.js', (request, response) => {
    response
      .set(pageHeaders)
      .type('js')
      .send(initializer(pages.documents(request)));
  });
  app.get('/docs/credentials.json', (request, response, next) => {
    pages.credentials(request).then((found) => response.set('Cache-Control', 'no-store').json(found), next);
  });
  for (const { url } of allDocuments)
    app.get(`/docs/${url}`, (request, response, next) => {
      pages.document(request, url).then((found) => (found === null ? next() : response.json(found)), next);
    });
  for (const [name, parts] of Object.entries(assets))
    app.get(`/docs/${name}`, (_, response) => {
      response
        .set('Cache-Control', 'max-age=3600')
        .type(name.includes('.') ? name : 'txt')
        .send(readAsset(name, parts));
    });
}

const addressOf = (request: Request): string => `${request.protocol}://${request.headers.host}${pathPrefixOf(request)}`;
