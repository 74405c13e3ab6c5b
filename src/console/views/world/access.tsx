/** Keys and clients of each product, and lines to paste. */
import { askPlane } from '../../data/client.ts';
import { useTold } from '../../data/told.ts';
import { playedKey } from '../../data/world.ts';
import { CopyBlock, CopyButton } from '../../parts/copy.tsx';
import { EmptyNote, Shown } from '../../parts/states.tsx';

interface ToldAccess {
  readonly products: readonly {
    readonly name: string;
    readonly title: string;
    readonly credentials: readonly { readonly value: string; readonly label: string }[];
    /** Arguments of curl. */
    readonly examples: readonly string[];
  }[];
}

const curl = location.protocol === 'https:' ? 'curl -sk' : 'curl -s';

export function AccessCards() {
  const told = useTold((until) => {
    void playedKey.value;
    return askPlane<ToldAccess>('/access', { signal: until });
  });
  return (
    // Nothing below moves when the answer comes.
    <div class="access">
      <Shown told={told}>
        {({ products }) => (
          <div class="cards">
            {products.map(({ name, title, credentials, examples }) => (
              <section key={name} class="card" aria-labelledby={`access-${name}`}>
                <h2 id={`access-${name}`}>Who may ask {title}</h2>
                {credentials.length === 0 ? (
                  <EmptyNote title="Nobody may ask">This scenario gives out no credentials of the product.</EmptyNote>
                ) : (
                  <ul class="rows">
                    {credentials.map(({ value, label }) => (
                      <li key={value}>
                        <code class="cut" title={value}>
                          {value}
                        </code>
                        <span class="quiet cut">{label}</span>
                        <CopyButton text={value} what={`the credential for ${label}`} />
                      </li>
                    ))}
                  </ul>
                )}
                {examples.map((example) => (
                  <CopyBlock key={example} text={`${curl} ${example}`} what={`a request to ${title}`} />
                ))}
              </section>
            ))}
          </div>
        )}
      </Shown>
    </div>
  );
}
