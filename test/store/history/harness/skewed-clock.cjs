// Shifts what a process takes for the date by CLOCK_SKEW milliseconds; timers and the steady clock go on as they are.
const skew = Number(process.env.CLOCK_SKEW ?? 0);
const Real = Date;
class Skewed extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() + skew] : given));
  }
  static now() {
    return Real.now() + skew;
  }
}
globalThis.Date = Skewed;
