/** One request: what was asked, what was answered, which faults it met, and what it would be expected as. */
import { accessFor, askCallers } from '../../products/callers.ts';
import { addressTo, narrow } from '../../data/place.ts';
import { serverAddress } from '../../data/client.ts';
import { useTold } from '../../data/told.ts';
import { CopyBlock } from '../../parts/copy.tsx';
import { ShownRequest } from '../../parts/shown-request.tsx';
import { placedTab, Tabs } from '../../parts/tabs.tsx';
import { deskOf } from '../../products/index.ts';
import { ExpectationForm } from './expect.tsx';
import { sentTarget, type JournalRequest } from './entries.ts';
import { isRefused } from './refusals.ts';
import { StatusMark } from './status.tsx';

interface DetailProps {
  readonly entry: JournalRequest;
  readonly world: string;
}

const tabs = [
  { name: 'request', title: 'Request and answer' },
  { name: 'paste', title: 'Ask again' },
  { name: 'expect', title: 'Expect this' },
];

export function RequestDetail({ entry, world }: DetailProps) {
  const current = placedTab(tabs);
  return (
    <Tabs label="Of the request" tabs={tabs} current={current} onTab={(tab) => narrow({ tab })}>
      {current === 'paste' ? (
        <AskAgain entry={entry} world={world} />
      ) : current === 'expect' ? (
        <ExpectationForm entry={entry} world={world} />
      ) : (
        <Facts entry={entry} />
      )}
    </Tabs>
  );
}

function Facts({ entry }: { readonly entry: JournalRequest }) {
  const { at, operation, product, method, principal, faults, status, bytes, took, query, body } = entry;
  return (
    <div class="stack">
      <dl class="facts">
        <dt>Asked</dt>
        <dd class="mono">
          {method} {sentTarget(entry)}
        </dd>
        <dt>Operation</dt>
        <dd>{operation === null ? 'none: nobody has this path or method' : `${operation} of ${product}`}</dd>
        <dt>Caller</dt>
        <dd>{principal ?? 'not known'}</dd>
        <dt>When</dt>
        <dd class="mono">{at}</dd>
        <dt>Answered</dt>
        <dd>
          <StatusMark status={status} />, {bytes} bytes, {took} ms
        </dd>
        {faults.length === 0 ? null : (
          <>
            <dt>Faults met</dt>
            <dd>
              {faults.map((fault) => (
                <a key={fault} href={addressTo('faults', { rule: fault })}>
                  {fault}{' '}
                </a>
              ))}
            </dd>
          </>
        )}
      </dl>
      {isRefused(entry) ? <WhyRefused entry={entry} /> : null}
      {Object.keys(query).length === 0 ? null : (
        <Part title="Query">
          <CopyBlock text={JSON.stringify(query, null, 2)} what="the query" />
        </Part>
      )}
      {body === null ? null : (
        <Part title={entry.truncated ? 'Body, its beginning' : 'Body'}>
          <CopyBlock text={typeof body === 'string' ? body : JSON.stringify(body, null, 2)} what="the body" />
        </Part>
      )}
    </div>
  );
}

const Part = ({ title, children }: { readonly title: string; readonly children: preact.ComponentChildren }) => (
  <section class="stack tight">
    <h3>{title}</h3>
    {children}
  </section>
);

function WhyRefused({ entry: { refusal, status, product } }: { readonly entry: JournalRequest }) {
  if (refusal === null)
    return (
      <p class="note bad">
        {status === 0
          ? 'The connection ended before a status went out.'
          : product === null
            ? 'No product has this path; the address may lack a prefix.'
            : 'It was refused.'}
      </p>
    );
  return (
    <Part title="Why it was refused">
      {refusal.complaints.length === 0 ? null : (
        <ul class="complaints">
          {refusal.complaints.map(({ message, rule, field }, at) => (
            <li key={at}>
              <strong>{message}</strong>
              {field === null ? null : <code> {field}</code>} <span class="quiet mono">{rule}</span>
            </li>
          ))}
        </ul>
      )}
      <CopyBlock text={refusal.body} what="the answer, its beginning" />
    </Part>
  );
}

function AskAgain({ entry, world }: DetailProps) {
  const callers = useTold((until) => askCallers(until), true).value.value ?? [];
  const { product, principal, method, body, truncated } = entry;
  const desk = deskOf(product);
  const address = world === '' ? serverAddress : `${serverAddress}/w/${world}`;
  const access =
    principal === null || desk === undefined
      ? null
      : accessFor(callers, product, address, (credential) => desk.isOf(principal, credential));
  return (
    <div class="stack">
      <p class="quiet">
        {access === null
          ? 'The caller’s credential is not kept: add it where it is needed.'
          : 'With the credential of the same caller.'}
        {truncated ? ' The body was longer than the journal keeps.' : ''}
      </p>
      <ShownRequest
        request={{
          method,
          url: address + sentTarget(entry),
          access,
          ...(body !== null && { body }),
        }}
      />
    </div>
  );
}
