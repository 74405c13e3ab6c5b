/** Whether time passes for a target while it is asked, so that answers may differ for no other reason. */
import type { Client } from './client.ts';
import { Skip } from './client.ts';
import { named } from './lists/counterpart.ts';
import { firstDifference } from './lists/item.ts';
import type { Api } from './terms/operation.ts';
import type { Target } from './terms/target.ts';

/** A clock of milliseconds has moved after so many looks. */
const looks = 20;

/** Asked once in a run, when something looks wrong; a target whose clock nobody can ask runs where it is live. */
export function clockRunsOf(
  target: Target,
  apis: readonly Api[],
  client: Pick<Client, 'send'>,
): () => Promise<boolean> {
  let known: Promise<boolean> | undefined;
  const find = async (): Promise<boolean> => {
    for (const api of apis) {
      const { clock } = api.adapter.facts;
      if (clock === undefined) continue;
      try {
        const operation = named(api, clock.operation);
        const first = await client.send(operation, clock.ask);
        if (first.status !== 200) continue;
        for (let look = 0; look < looks; look++)
          if (firstDifference((await client.send(operation, clock.ask)).data, first.data) !== null) return true;
        return false;
      } catch (error) {
        if (!(error instanceof Skip)) throw error;
      }
    }
    return target.isLive;
  };
  return () => (known ??= find());
}
