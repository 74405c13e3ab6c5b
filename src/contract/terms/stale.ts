/** Thrown where what was read of the target earlier is no longer so; the unit is asked once more, of what is there now. */
export class Stale extends Error {}
