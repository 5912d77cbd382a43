import { z } from "zod";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

const nothing = z.object({});

/** Asks for the file of everything stored about the person; the file itself is read afterwards. */
export const prepareExport = defineAccountVerb({
  name: "accounts.prepare-export",
  input: nothing,
  output: nothing,
  permission: "self",
  feature: null,
  fresh: true,
  audit: () => ({}),
  run: async () => ({}),
});
