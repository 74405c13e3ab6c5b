/** What is played: scenario, clock, counts, and who may ask. */
import { played } from '../data/world.ts';
import { CopyBlock } from '../parts/copy.tsx';

export function WorldView() {
  const world = played.value;
  return (
    <div class="view">
      <header>
        <h1>{world?.title ?? 'World'}</h1>
      </header>
      {world === null ? null : <CopyBlock text={world.stateHash} what="the hash of the state" />}
    </div>
  );
}
