/** The bar at the top of the page while something takes its time. */
import { isAtWork } from '../data/progress.ts';

export const ProgressBar = () =>
  isAtWork.value ? <div class="progress" role="progressbar" aria-label="The server is at work" /> : null;
