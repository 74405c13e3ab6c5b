/** A status of an answer, in its colour. */

const kindOf = (status: number): string =>
  status === 0 || status >= 500 ? 'critical' : status >= 400 ? 'high' : 'good';

export const StatusMark = ({ status }: { readonly status: number }) => (
  <span class={`severity ${kindOf(status)}`}>{status === 0 ? 'cut' : status}</span>
);
