import { z } from "zod";

const MOST_TEXT = 100;

/** The stretch that a page comes after: when it began, in milliseconds, and its id. */
const place = z
  .string()
  .regex(/^\d{1,15}~\w{1,60}$/)
  .transform((text) => {
    const [began = "", id = ""] = text.split("~");
    return { fromAt: new Date(Number(began)), id };
  });

/** Which stretches are asked for; what cannot be read asks for nothing special. */
export const segmentsQuery = z.object({
  q: z.string().trim().max(MOST_TEXT).catch(""),
  after: place.nullable().catch(null),
});
export type SegmentsQuery = z.output<typeof segmentsQuery>;

/** The text of a place, for the address of the next page. */
export function placeAfter({ fromAt, id }: { readonly fromAt: Date; readonly id: string }): string {
  return `${fromAt.getTime()}~${id}`;
}
