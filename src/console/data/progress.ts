/** What takes its time, for the bar at the top of the page. */
import { computed, signal } from '@preact/signals';

const pending = signal(0);
/** What is answered sooner shows no bar. */
const patience = 250;
export const isAtWork = computed(() => pending.value > 0);

/** Shows that something goes on until it is done. */
export async function showProgress<Told>(work: Promise<Told>): Promise<Told> {
  let isShown = false;
  const timer = setTimeout(() => {
    isShown = true;
    pending.value++;
  }, patience);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (isShown) pending.value--;
  }
}
