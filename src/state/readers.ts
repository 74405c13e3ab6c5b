/** Who goes on reading something as it is: it is copied before it is changed, for as long as they do. */
export interface Readers {
  /** Somebody begins; the returned function says that it is over. */
  readonly join: () => () => void;
  readonly areThere: () => boolean;
  /** What is changed from now on is a copy, which nobody reads yet. */
  readonly leaveBehind: () => void;
}

export function makeReaders(): Readers {
  let present = { count: 0 };
  return {
    join: () => {
      const joined = present;
      joined.count++;
      let isOver = false;
      return () => {
        if (!isOver) joined.count--;
        isOver = true;
      };
    },
    areThere: () => present.count > 0,
    leaveBehind: () => void (present = { count: 0 }),
  };
}
