import { z } from "zod";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { growth } from "./queries";
import { growthView } from "./schema";

/** A look at the growth figures, which the audit log keeps like every look of an operator. */
export const readGrowth = defineOperatorVerb({
  name: "growth.read",
  input: z.object({}),
  output: growthView,
  audit: () => ({}),
  run: ({ tx, now }) => growth(tx, now),
});
