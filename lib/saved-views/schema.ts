import { z } from "zod";

/** Lists whose filters can be kept. */
export const viewLists = ["deployments"] as const;
export type ViewList = (typeof viewLists)[number];

const name = z.string().trim().min(1, "required").max(40, "too-long");
/** The query of the list's address; the list itself reads it and drops what it does not know. */
const query = z.string().max(2_000, "too-long");

export const saveViewInput = z.object({ list: z.enum(viewLists), name, query });

export const viewInput = z.object({ viewId: z.string().min(1).max(60) });
export const renameViewInput = viewInput.extend({ name });
export const defaultViewInput = viewInput.extend({ on: z.boolean() });

/** A filter of a list that a person keeps under a name. */
export const savedView = z.object({
  id: z.string(),
  list: z.enum(viewLists),
  name: z.string(),
  query: z.string(),
  /** The list opens with it. */
  isDefault: z.boolean(),
});
export type SavedViewView = z.output<typeof savedView>;
