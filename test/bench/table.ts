/** The table that the bench prints, and which of its rows are wanted: all, or those that the command line names. */
export interface Row {
  readonly what: string;
  readonly bar: string;
  readonly measured: string;
  readonly isMet: boolean;
}

export const rows: Row[] = [];
const wanted = process.argv.slice(2);
export const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
export const two = (value: number): string => value.toFixed(2);

export function add(what: string, bar: string, measured: string, isMet: boolean): void {
  rows.push({ what, bar, measured, isMet });
  console.log(`${isMet ? 'met   ' : 'MISSED'} ${what}: ${measured} (${bar})`);
}
