/** The log: JSON lines on stderr, by pino, which is loaded for the first line. */
import { latePackage } from '../kernel/late-packages.ts';
import type { Exchange } from '../http/exchange.ts';
import { plugins as allPlugins } from '../products/index.ts';
import type { Plugin } from '../products/shared/plugin.ts';
import { callerName, redactedText, secretNames, withoutTokens, type IsSecret } from './journal/redact.ts';

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Log {
  /** Our own bugs. */
  readonly bug: (error: unknown) => void;
  readonly info: (facts: object, message: string) => void;
  /** Tells of each exchange; null where the level leaves that out. */
  readonly exchange: ((exchange: Exchange, world: string | null) => void) | null;
}

/** Secrets of these products are never told. */
export function makeLog(level: LogLevel, plugins: readonly Plugin[] = allPlugins): Log {
  const isSecret = secretNames(plugins.flatMap(({ secrets }) => secrets));
  let made: import('pino').Logger | undefined;
  const logger = (): import('pino').Logger => {
    const { pino } = latePackage('pino');
    return (made ??= pino({ level, base: null }, pino.destination({ dest: 2, sync: true })));
  };
  const isHeard = (of: LogLevel): boolean => logLevels.indexOf(level) >= logLevels.indexOf(of);
  return {
    bug: (error) => {
      if (isHeard('error'))
        logger().error(error instanceof Error ? { err: error } : { error }, 'a bug of the simulator');
    },
    info: (facts, message) => {
      if (isHeard('info')) logger().info(facts, message);
    },
    exchange: isHeard('info')
      ? (exchange, world) => logger().info(factsOf(exchange, world, isSecret), 'request')
      : null,
  };
}

/** What a log tells of a request: neither headers nor body, where secrets are. */
function factsOf(
  { product, endpoint, request, caller, status, bytes, took }: Exchange,
  world: string | null,
  isSecret: IsSecret,
): object {
  const { method, path, search } = request;
  return {
    ...(world !== null && { world }),
    product: product.name,
    operation: endpoint?.id ?? null,
    method,
    path: withoutTokens(path),
    ...(search !== '' && { query: redactedText(search, isSecret) }),
    principal: caller === null ? null : callerName(caller),
    status,
    bytes,
    ms: Math.round(took * 1000) / 1000,
  };
}
