/** The page that documents a server: Swagger UI, with our own list of documents, and headers that let nothing of others in. */

import type { IncomingMessage } from 'node:http';

/** The documents that the page offers. */
export interface DocumentLink {
  readonly name: string;
  /** Relative to the page. */
  readonly url: string;
}

/** All that there may be. */
export const allDocuments = [
  { name: 'Products', url: 'products.json' },
  { name: 'Control plane', url: 'control.json' },
] as const satisfies readonly DocumentLink[];

export type DocumentFile = (typeof allDocuments)[number]['url'];

/** What a server has to say to people. */
export interface Pages {
  /** Where the reader is sent, relative to the root; null where `welcome` is all there is. */
  readonly home: (request: IncomingMessage) => string | null;
  /** The page at its address, which is as its reader sees it. */
  readonly welcome: (request: IncomingMessage, address: string) => string;
  readonly documents: (request: IncomingMessage) => readonly DocumentLink[];
  /** Null for one that is not there. */
  readonly document: (request: IncomingMessage, file: DocumentFile) => Promise<object | null>;
  /** What opens the operations of the documents. */
  readonly credentials: (request: IncomingMessage) => Promise<readonly OpenedScheme[]>;
}

/** Swagger UI sets styles in place; scripts come from files of this server alone. */
export const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

/** Files that the page loads and whose they are, and what of `swagger-ui-dist` each is made of. */
export const assets: Readonly<Record<string, readonly string[]>> = {
  'favicon-32x32.png': ['favicon-32x32.png'],
  LICENSE: ['LICENSE'],
  NOTICE: ['NOTICE'],
  'swagger-ui.js': ['swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js'],
  'swagger-ui.css': ['swagger-ui.css'],
};

export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>siem-sim: API documents</title>
<link rel="stylesheet" href="swagger-ui.css">
<link rel="icon" href="favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="swagger-ui.js"></script>
<script src="initializer.js"></script>
</body>
</html>
`;

/** A scheme of a document, and what opens it. */
export type OpenedScheme =
  | { readonly scheme: string; readonly key: string }
  | { readonly scheme: string; readonly user: string; readonly password: string };

interface Scheme {
  readonly type?: string;
  readonly in?: string;
  readonly name?: string;
  readonly scheme?: string;
}

/** What opens each scheme that one of the headers is of; `kind` of a header follows its name behind a space. */
export function credentialsOf(
  schemes: Readonly<Record<string, object>>,
  headers: Readonly<Record<string, string>>,
): readonly OpenedScheme[] {
  return Object.entries(schemes).flatMap(([scheme, one]): readonly OpenedScheme[] => {
    const { type, in: where, name = '', scheme: kind = '' } = one as Scheme;
    if (type === 'apiKey') {
      const key = where === 'header' ? headers[`${name.toLowerCase()} `] : undefined;
      return key === undefined ? [] : [{ scheme, key }];
    }
    const value = headers[`authorization ${kind}`]?.replace(/^\w+ /, '');
    if (type !== 'http' || value === undefined) return [];
    if (kind === 'bearer') return [{ scheme, key: value }];
    const [user = '', ...rest] = Buffer.from(value, 'base64').toString().split(':');
    return [{ scheme, user, password: rest.join(':') }];
  });
}
