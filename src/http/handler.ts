/** A handler of requests as `node:http`, Express and Connect take it, in words that need nobody's types. */

export interface HttpRequest {
  readonly method?: string | undefined;
  url?: string | undefined;
  readonly headers: object;
}

export interface HttpResponse {
  statusCode: number;
  readonly headersSent: boolean;
}

/** What an application is to those who mount it: `createServer(app)`, `express().use(app)`, `request(app)`. */
export type HttpHandler = (request: HttpRequest, response: HttpResponse) => void;
