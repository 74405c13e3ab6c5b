/** Content negotiation: which of an endpoint's media types an Accept header wants; one may offer any type there is. */

/** The media type to answer in, the first offered when the client does not care; null when it accepts none of them. */
export function mediaTypeFor(offered: readonly string[], accept: string | undefined): string | null {
  const [first = 'application/json'] = offered;
  if (accept === undefined || accept === '*/*' || accept === first) return first;
  const wanted = accept
    .split(',')
    .map((part) => {
      const [type = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  for (const { type } of wanted) {
    const isWanted = (name: string): boolean =>
      type === name || type === '*/*' || name === '*/*' || type === `${name.split('/')[0]}/*`;
    const found = offered.find(isWanted);
    if (found !== undefined) return found;
  }
  return null;
}
