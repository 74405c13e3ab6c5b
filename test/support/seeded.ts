/** Properties draw from the same seed in every run, unless they name their own: what a run finds, the next finds again. */
import { configureGlobal } from 'fast-check';

configureGlobal({ seed: 20_261_127 });
