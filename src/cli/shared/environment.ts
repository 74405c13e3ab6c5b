/** Options as environment variables: their names, and what a text in the environment says of an option. */
import { InvalidArgumentError, type Command, type Option } from 'commander';

/** Options that permit writing: a variable that was left over must never change a tenant. */
const never = new Set(['write', 'allow-writes', 'yes']);

/** Switches that are about one call, not about a place to run in. */
const onceOnly = new Set(['help', 'version']);

const upper = (name: string): string => name.toUpperCase().replaceAll('-', '_');

/**
 * Gives each option of a command, and of its subcommands, the variable that it may come from: `SIEM_SIM_PORT` for the command that
 * `prefix` is left out for, else `SIEM_SIM_CONTRACT_PORT`. The command line wins.
 */
export function fromEnvironment(command: Command, prefix: readonly string[] = []): Command {
  for (const option of command.options) {
    const name = option.long?.slice(2) ?? '';
    if (name === '' || never.has(name) || onceOnly.has(name)) continue;
    option.env(upper(['siem-sim', ...prefix, name].join('_')));
    readTextOf(command, option);
  }
  for (const sub of command.commands) fromEnvironment(sub, [...prefix, sub.name()]);
  return command;
}

/** Commander takes any text for a yes, an empty one for a value, and a list for one value: here they are what they say. */
function readTextOf(command: Command, option: Option): void {
  const { envVar = '' } = option;
  const key = option.attributeName();
  command.on(`optionEnv:${option.name()}`, () => {
    const text = (process.env[envVar] ?? '').trim();
    if (text === '' || isServiceLink(text)) return;
    try {
      const value = valueOf(option, text);
      if (value !== undefined) command.setOptionValueWithSource(key, value, 'env');
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      const { flags } = option;
      const told = `error: option '${flags}' value '${text}' from env '${envVar}' is invalid. ${error.message}`;
      command.error(told, { exitCode: 1, code: 'commander.invalidArgument' });
    }
  });
}

/** Undefined for a switch that is off. */
function valueOf({ required, optional, variadic, negate, parseArg }: Option, text: string): unknown {
  if (!required && !optional) return isYes(text) ? !negate : undefined;
  if (!variadic && parseArg?.length !== 2) return parseArg === undefined ? text : parseArg(text, undefined);
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  if (parseArg === undefined) return parts;
  return parts.reduce<unknown>((before, part) => parseArg(part, before), undefined);
}

/** What Kubernetes says of a service that is called like us: `SIEM_SIM_PORT=tcp://10.0.0.1:8080`. */
const isServiceLink = (text: string): boolean => /^(?:tcp|udp|sctp):\/\//.test(text);

function isYes(text: string): boolean {
  if (/^(?:1|true|yes|on)$/i.test(text)) return true;
  if (/^(?:0|false|no|off)$/i.test(text)) return false;
  throw new InvalidArgumentError('It is a switch: say true or false.');
}
