/** The reference of the command line: every command and option, as help tells them. */
import type { Argument, Command, Option } from 'commander';
import { commandTable } from '../../cli/commands.ts';
import { makeProgram } from '../../cli/program.ts';
import { tableText } from './parts.ts';

export async function commandLineText(): Promise<string> {
  const program = await makeProgram(commandTable, Object.keys(commandTable));
  return program.commands
    .flatMap((command) => sections(command, `${program.name()} ${command.name()}`, 3))
    .join('\n\n');
}

function sections(command: Command, name: string, level: number): readonly string[] {
  const within = command.commands.filter((one) => one.name() !== 'help');
  const options = command.options.filter(({ hidden }) => !hidden);
  return [
    `${'#'.repeat(level)} ${name}`,
    sentence(command.description()),
    ...(within.length === 0 ? [`Usage: \`${[name, ...wordsOf(command)].join(' ')}\``] : []),
    ...(command.registeredArguments.some(({ description }) => description !== '')
      ? [tableText(['argument', 'what it is'], command.registeredArguments.map(argumentRow))]
      : []),
    ...(options.length > 0 ? [optionTable(options)] : []),
    ...within.flatMap((one) => sections(one, `${name} ${one.name()}`, level + 1)),
  ];
}

const wordsOf = (command: Command): readonly string[] => [
  ...(command.options.length > 0 ? ['[options]'] : []),
  ...command.registeredArguments.map((argument) => argumentName(argument)),
];

const argumentName = (argument: Argument): string => {
  const name = `${argument.name()}${argument.variadic ? '…' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
};

const argumentRow = (argument: Argument): readonly string[] => [`\`${argumentName(argument)}\``, argument.description];

function optionTable(options: readonly Option[]): string {
  const hasVariables = options.some(({ envVar }) => envVar !== undefined);
  return tableText(
    ['option', 'what it does', 'usual', ...(hasVariables ? ['variable'] : [])],
    options.map((option) => [
      `\`${option.flags.replaceAll('...', '…')}\``,
      option.description +
        (option.argChoices === undefined ? '' : `; one of ${option.argChoices.map(code).join(', ')}`),
      usualOf(option),
      ...(hasVariables ? [option.envVar === undefined ? '' : code(option.envVar)] : []),
    ]),
  );
}

const code = (text: string): string => `\`${text}\``;

function usualOf({ defaultValue, defaultValueDescription, negate }: Option): string {
  if (defaultValueDescription !== undefined) return defaultValueDescription;
  return negate || defaultValue === undefined || typeof defaultValue === 'boolean' ? '' : code(String(defaultValue));
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
