const tail = "%[89ab][0-9a-f]";

/** One character of an address, or one percent-encoded character in UTF-8 (RFC 3629, section 4). */
const character = [
  "[^%]",
  "%[0-7][0-9a-f]",
  `%(?:c[2-9a-f]|d[0-9a-f])${tail}`,
  `%e0%[ab][0-9a-f]${tail}`,
  `%(?:e[1-9a-cef])${tail}${tail}`,
  `%ed%[89][0-9a-f]${tail}`,
  `%f0%[9ab][0-9a-f]${tail}${tail}`,
  `%f[1-3]${tail}${tail}${tail}`,
  `%f4%8[0-9a-f]${tail}${tail}`,
].join("|");

/**
 * Source of a pattern, to be used without regard to case, that matches whole what
 * `decodeURIComponent` cannot read: the framework's own router answers such a path with 500.
 */
export const malformedAddress = `(?!(?:${character})*$).*`;
