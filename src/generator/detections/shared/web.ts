/** The facts of an HTTP exchange, written as a variant. */
import type { Variant } from "../../../model/detection.ts";

export interface Exchange {
  readonly host: string;
  /** Path and query, beginning with a slash, as they stand on the request line. */
  readonly uri: string;
  readonly agent: string;
  readonly method?: "GET" | "POST" | "PUT" | "HEAD";
  readonly status?: number;
  readonly port?: number;
  readonly more?: Readonly<Record<string, readonly string[]>>;
}

export const web = (exchange: Exchange): Variant => ({
  domain: exchange.host,
  uri: exchange.uri,
  port: exchange.port ?? 80,
  properties: {
    "http.method": [exchange.method ?? "GET"],
    "http.protocol": ["HTTP/1.1"],
    "http.status": [String(exchange.status ?? 200)],
    "http.user_agent": [exchange.agent],
    ...exchange.more,
  },
});
