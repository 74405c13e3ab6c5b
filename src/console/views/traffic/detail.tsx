/** One request: what was asked, what was answered, which faults it met, and what it would be expected as. */
import { addressTo, narrow } from '../../data/place.ts';
import { CopyBlock } from '../../parts/copy.tsx';
import { ShownRequest } from '../../parts/shown-request.tsx';
import { placedTab, Tabs } from '../../parts/tabs.tsx';
import { AnswerPart } from './answer.tsx';
import { ExpectationForm } from './expect.tsx';
import { bodyText, sentTarget, type JournalRequest } from './entries.ts';
import { isRefused } from './refusals.ts';
import { RequestPart } from './request-part.tsx';
import { useCallerAccess } from './access.ts';
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
        <Facts entry={entry} world={world} />
      )}
    </Tabs>
  );
}

function Facts({ entry, world }: DetailProps) {
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
        <RequestPart title="Query">
          <CopyBlock text={JSON.stringify(query, null, 2)} what="the query" />
        </RequestPart>
      )}
      {body === null ? null : (
        <RequestPart title={entry.truncated ? 'Body, its beginning' : 'Body'}>
          <CopyBlock text={bodyText(body)} what="the body" />
        </RequestPart>
      )}
      {isRefused(entry) ? null : <AnswerPart entry={entry} world={world} />}
    </div>
  );
}

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
    <RequestPart title="Why it was refused">
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
    </RequestPart>
  );
}

function AskAgain({ entry, world }: DetailProps) {
  const { method, body, truncated } = entry;
  const { access, address } = useCallerAccess(entry, world);
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
