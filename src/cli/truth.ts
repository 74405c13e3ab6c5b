/** `siem-sim truth` and `siem-sim score`: what was so, and how well somebody told it, of a running simulator or of a scenario. */
import { Command, Option } from 'commander';
import { truthFormats, type ScoreFlags, type TruthFlags } from './truth/terms.ts';
import { addWorldOptions } from './shared/options.ts';

/** Where the truth is asked for. */
const addSource = (command: Command): Command => {
  const source = addWorldOptions(command)
    .option('--url <url>', 'a running simulator, or a world on it, instead of a World of the options above')
    .option('--token <text>', 'the control token, where the server has one');
  // Nothing is played where nothing is named: then it is asked of what runs.
  source.options.find((option) => option.attributeName() === 'scenario')?.default(undefined, 'what runs at --url');
  return source.setOptionValue('scenario', undefined);
};

export function truthCommand(): Command {
  return addSource(
    new Command('truth').description(
      'what the stories of a World are: steps, techniques, actors, ids in every product, verdicts, look-alikes',
    ),
  )
    .addOption(
      new Option(
        '--format <name>',
        'text, json, csv of every event, a STIX 2.1 bundle, or a layer of the ATT&CK Navigator',
      )
        .choices(truthFormats)
        .default('text'),
    )
    .option('--questions', 'thirty questions about what happened, with answers (as text or JSON)')
    .option('-o, --output <file>', 'write to a file')
    .action(async (flags: TruthFlags): Promise<void> => (await import('./truth/truth.ts')).tellTruth(flags));
}

export function scoreCommand(): Command {
  return addSource(
    new Command('score').description(
      'how well verdicts tell attacks from the rest; those that stand in the products where no file is named',
    ),
  )
    .argument(
      '[file]',
      'verdicts: a JSON list or lines of {"id" or "case", "verdict", "at"}, or CSV with these columns',
    )
    .option('--story <name>', 'only this story, and background')
    .option('--json', 'as JSON')
    .action(async (file: string | undefined, flags: ScoreFlags): Promise<void> =>
      (await import('./truth/score.ts')).tellScore(file, flags),
    );
}
