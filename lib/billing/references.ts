/** The id of something that Stripe tells as its id or as a whole. */
export function idOf(reference: string | { readonly id: string }): string;
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null;
export function idOf(reference: string | { readonly id: string } | null | undefined) {
  if (reference === null || reference === undefined) return null;
  return typeof reference === "string" ? reference : reference.id;
}

/** An instant of Stripe: whole seconds. */
export function at(seconds: number): Date;
export function at(seconds: number | null | undefined): Date | null;
export function at(seconds: number | null | undefined): Date | null {
  return seconds === null || seconds === undefined ? null : new Date(seconds * 1_000);
}
