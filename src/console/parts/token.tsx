/** Asks for the control token, where the server wants one. */
import { useSignal } from '@preact/signals';
import { controlToken, wantsToken } from '../data/client.ts';
import { contactProblem, lookAgain } from '../data/world.ts';
import { showProgress } from '../data/progress.ts';

export function TokenForm() {
  const given = useSignal('');
  const wasTried = useSignal(false);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    controlToken.value = given.value.trim();
    wantsToken.value = true;
    await showProgress(lookAgain());
    if (contactProblem.value !== '') wasTried.value = true;
  };
  return (
    <main class="gate">
      <form class="card" onSubmit={(event) => void send(event)}>
        <h1>Control token</h1>
        <p class="quiet">
          This server’s controls ask for a token: <code>serve</code> printed it when it started, or was given it with{' '}
          <code>--control-token</code>. It is kept in this page alone, until the page is closed.
        </p>
        <label class="field">
          <span class="label">Token</span>
          <input
            type="password"
            autoComplete="off"
            required
            value={given.value}
            aria-describedby="token-problem"
            onInput={({ currentTarget }) => (given.value = currentTarget.value)}
          />
        </label>
        <p id="token-problem" class="bad" role="alert">
          {wasTried.value ? contactProblem.value : ''}
        </p>
        <button type="submit" class="primary">
          Open the console
        </button>
      </form>
    </main>
  );
}
