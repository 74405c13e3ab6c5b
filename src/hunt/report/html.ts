/** A hunt as one page of HTML, with a picture of the schedule: lanes for clock, events, faults, requests and deliveries. */
import { escaped } from '../../kernel/markup.ts';
import type { Run } from '../runs/run-once.ts';
import type { HuntReport } from './report.ts';
import { runStory, type StoryLine } from './story.ts';
import { huntText } from './text.ts';

const style = `:root{color-scheme:light dark;--ink:#222;--paper:#fff;--line:#bbb;--bad:#c02020;--good:#287028;--soft:#556}
@media(prefers-color-scheme:dark){:root{--ink:#ddd;--paper:#181818;--line:#555;--bad:#ff7a6b;--good:#7fd07f;--soft:#99a}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:70rem;margin:2rem auto;padding:0 1rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:13px}svg{width:100%;height:auto}svg text{fill:var(--ink);font:12px system-ui,sans-serif}
.bad{color:var(--bad)}.good{color:var(--good)}line{stroke:var(--line)}.clock{fill:var(--soft)}.request{fill:#3a78c2}.delivery{fill:var(--good)}.fault{fill:#d08000}.event{fill:var(--bad)}`;

export function huntHtml(report: HuntReport): string {
  const { conviction, plain, ended } = report;
  const run = conviction?.run ?? plain;
  const isGood = conviction === null && ended !== 'undisturbed';
  const headline = isGood
    ? `nothing found in ${report.schedules} schedules`
    : (run.verdict.findings[0]?.sentence ?? 'the client fails');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>siem-sim hunt: ${escaped(headline)}</title>
<style>${style}</style></head>
<body><h1 class="${isGood ? 'good' : 'bad'}">${escaped(headline)}</h1>
${lanes(run)}
<pre>${escaped(huntText(report))}</pre>
${isGood ? '' : `<h2>The schedule</h2><pre>${escaped(JSON.stringify(run.schedule, null, 2))}</pre>`}
</body></html>
`;
}

const laneNames: readonly StoryLine['lane'][] = ['clock', 'event', 'fault', 'request', 'delivery'];
const [left, width, laneHeight] = [80, 900, 34];
/** Marks of one lane beside each other; more of one instant stand on each other. */
const markWidth = 7;

/** Rounds are as wide as what happened in them, for most of a clock's time nothing does. */
function lanes(run: Run): string {
  const story = runStory(run);
  const instants = [...new Set(story.map(({ at }) => at))];
  const most = new Map(
    instants.map((at) => [
      at,
      Math.max(...laneNames.map((lane) => story.filter((line) => line.at === at && line.lane === lane).length)),
    ]),
  );
  const total = [...most.values()].reduce((sum, count) => sum + Math.min(count, 12) + 2, 0);
  const unit = width / Math.max(1, total);
  const places = new Map<string, number>();
  let x = left;
  for (const at of instants) {
    places.set(at, x);
    x += (Math.min(most.get(at) ?? 0, 12) + 2) * unit;
  }
  const rows = laneNames.map((lane, row) => {
    const y = 24 + row * laneHeight;
    const seen = new Map<string, number>();
    const marks = story
      .filter((line) => line.lane === lane)
      .map(({ at, text }) => {
        const place = seen.get(at) ?? 0;
        seen.set(at, place + 1);
        const markX = (places.get(at) ?? left) + Math.min(place, 11) * Math.min(unit, markWidth + 2);
        const size = Math.max(3, Math.min(markWidth, unit - 1));
        return `<rect class="${lane}" x="${markX.toFixed(1)}" y="${y - 8}" width="${size.toFixed(1)}" height="14"><title>${escaped(`${at} ${text}`)}</title></rect>`;
      });
    return `<text x="0" y="${y + 4}">${lane}</text><line x1="${left}" y1="${y}" x2="${left + width}" y2="${y}"/>${marks.join('')}`;
  });
  const bottom = 24 + laneNames.length * laneHeight;
  const times = story
    .filter(({ lane, text }) => lane === 'clock' && text.startsWith('round'))
    .map(({ at }) => `<text x="${(places.get(at) ?? left).toFixed(1)}" y="${bottom}">${at.slice(11, 19)}</text>`);
  return `<svg viewBox="0 0 ${left + width} ${bottom + 8}" role="img" aria-label="What happened, by lanes">${rows.join('')}${times.join('')}</svg>`;
}
