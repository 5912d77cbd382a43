const MOST = 60;

/** Line breaks and other controls, signs that turn text around, and signs nobody sees (Unicode Cc, Zl, Zp, Cf). */
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]+/gu;
/** Angle brackets would let a name look like markup or an address. */
const brackets = /[<>]+/g;

/** A name as it may be shown to others: one line, nothing that turns text around or hides in it, at most 60 signs. */
export function shownName(text: string): string {
  const plain = text.normalize("NFKC").replace(hidden, " ").replace(brackets, " ");
  return [...plain.replace(/\s+/g, " ").trim()].slice(0, MOST).join("");
}

/** Whole addresses: with a scheme, with `www.`, or a host with a path. */
const address = /\S*:\/\/\S*|\bwww\.\S+|\S+\.\S+\/\S*/giu;
/** What ties words together to something a mail program would turn into a link. */
const joint = /(?<=\S)[.。@:/\\]+(?=\S)/gu;

/**
 * A name that somebody chose, for a mail to a stranger: besides, nothing that a mail program would
 * turn into a link. Empty when nothing else was in it.
 */
export function strangersName(text: string): string {
  return shownName(shownName(text).replace(address, " ").replace(joint, " "));
}
