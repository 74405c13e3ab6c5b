/** Booleans as clients send them: JSON, or text in any case, because Python prints True and False (docs/contract/argus.md §2). */

export const isTrue = (value: boolean | string | undefined, otherwise: boolean): boolean =>
  value === undefined ? otherwise : String(value).toLowerCase() === 'true';
