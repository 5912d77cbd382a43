import { z } from "zod";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { waitingList } from "./schema";

const MOST_LISTED = 500;

/** Reads who wants to hear when a tier can be bought, the newest first. */
export const readWaitingList = defineOperatorVerb({
  name: "admin.read-waiting-list",
  input: z.object({}),
  output: waitingList,
  audit: (_input, { count }) => ({ details: { count } }),
  async run({ tx }) {
    const rows = await tx.waitingEntry.findMany({ orderBy: { at: "desc" }, take: MOST_LISTED });
    return {
      entries: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
      count: await tx.waitingEntry.count(),
    };
  },
});
