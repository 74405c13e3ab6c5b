/** Validators in the very file that is run: none, unless the build puts some of them there. */
export const ownValidators: Readonly<Record<string, () => unknown>> = {};
