/** A file that cannot be imported at all; the message says why, in a sentence for its owner. */
export class BrokenFile extends Error {
  override name = "BrokenFile";
}
