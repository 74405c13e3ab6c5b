/** Why mutants survive, by name. */

const reasons: Readonly<Record<string, string>> = {};

export const reasonOf = (name: string): string | undefined => reasons[name];
