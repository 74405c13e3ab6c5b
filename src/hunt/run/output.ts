/** What a client writes, kept within a bound: its beginning and its end. */

const [headBytes, tailBytes] = [8192, 24_576];
/** A client that writes more in one round floods. */
const floodBytes = 16_777_216;

export function makeOutput(flooded: () => void) {
  let [head, tail, total] = ['', '', 0];
  let isTold = false;
  return {
    take: (text: string): void => {
      total += text.length;
      if (head.length < headBytes) {
        const room = headBytes - head.length;
        head += text.slice(0, room);
        tail += text.slice(room);
      } else tail += text;
      if (tail.length > 2 * tailBytes) tail = tail.slice(-tailBytes);
      if (total > floodBytes && !isTold) {
        isTold = true;
        flooded();
      }
    },
    text: (): string => {
      const end = tail.slice(-tailBytes);
      const left = total - head.length - end.length;
      return left > 0 ? `${head}\n… ${left} characters …\n${end}` : head + end;
    },
  };
}
