/** When a key is for the page and not for a field. */

/** Whether a key press belongs to what has the focus, to an open dialog, or to the browser. */
export function isTyping({ target, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented || ctrlKey || metaKey || altKey) return true;
  if (document.querySelector('dialog[open]') !== null) return true;
  return target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), select, textarea');
}
