/** Short words on what was done: seen for some seconds, and read out. */
import { signal } from '@preact/signals';
import { refusedOf } from '../data/told.ts';
import { showProgress } from '../data/progress.ts';

interface Notice {
  readonly key: number;
  readonly text: string;
  readonly isBad: boolean;
}

const notices = signal<readonly Notice[]>([]);
const said = signal('');
let count = 0;
const shownFor = 6000;
const most = 3;

function dismiss(key: number): void {
  notices.value = notices.value.filter((one) => one.key !== key);
}

/** Shows words, and has them read out. */
export function notify(text: string, isBad = false): void {
  const key = ++count;
  notices.value = [...notices.value.slice(1 - most), { key, text, isBad }];
  setTimeout(() => dismiss(key), isBad ? shownFor * 2 : shownFor);
}

/** Has words read out that everybody else sees anyway. */
export function announce(text: string): void {
  said.value = text;
}

/** Does something that somebody pressed for, with its progress, and says how it went; whether it went well. */
export async function attempting(work: () => Promise<unknown>, done = ''): Promise<boolean> {
  try {
    await showProgress(work());
    if (done !== '') notify(done);
    return true;
  } catch (error) {
    const { message, places } = refusedOf(error);
    notify([message, ...places].join('\n'), true);
    return false;
  }
}

export const Notices = () => (
  <>
    <div class="unseen" role="status">
      {said}
    </div>
    <div class="toasts" role="log" aria-label="Notices" aria-live="polite">
      {notices.value.map(({ key, text, isBad }) => (
        <div key={key} class={isBad ? 'toast wrong' : 'toast'}>
          <span class="grow">{text}</span>
          <button type="button" class="plain" aria-label="Dismiss" onClick={() => dismiss(key)}>
            ×
          </button>
        </div>
      ))}
    </div>
  </>
);
