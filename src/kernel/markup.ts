/** Text in the pages that a server makes. */
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that says what it says, and nothing to a browser. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => escapes[one] ?? '');
