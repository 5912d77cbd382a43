import { z } from "zod";
import { billLists } from "@/lib/costs/bills/types";

/** The machine that a page comes after: when it was made, in milliseconds, and its id. */
const place = z
  .string()
  .regex(/^\d{1,15}~\w{1,60}$/)
  .transform((text) => {
    const [made = "", id = ""] = text.split("~");
    return { createdAt: new Date(Number(made)), id };
  });

/** Which bills are asked for; what cannot be read asks for nothing special. */
export const billsQuery = z.object({
  list: z.enum(billLists).catch("all"),
  after: place.nullable().catch(null),
});
export type BillsQuery = z.output<typeof billsQuery>;

/** The text of a place, for the address of the next page. */
export function placeAfterBill(last: { readonly createdAt: Date; readonly id: string }): string {
  return `${last.createdAt.getTime()}~${last.id}`;
}
