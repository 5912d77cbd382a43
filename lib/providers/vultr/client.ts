import type { z } from "zod";
import { callProvider } from "../call";
import type { CallContext } from "../contract";
import { ProviderError } from "../errors";
import { metalPlanPage, planPage } from "./wire";

const MAX_PAGES = 20;

/** The keyless HTTP calls of Vultr's v2 that we make; every page of a list is fetched. */
export function vultrClient(baseUrl: string) {
  function page<T>(path: string, cursor: string, answer: z.ZodType<T>, context: CallContext) {
    const place = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const url = `${baseUrl}${path}per_page=500${place}`;
    const { signal } = context;
    return callProvider({ method: "GET", url, answer, changesMachine: false, secrets: [], signal });
  }

  return {
    plans: (context: CallContext) =>
      allPages(async (cursor) => {
        const { plans, meta } = await page("/plans?type=all&", cursor, planPage, context);
        return { rows: plans, next: meta.links.next };
      }),
    metalPlans: (context: CallContext) =>
      allPages(async (cursor) => {
        const answer = await page("/plans-metal?", cursor, metalPlanPage, context);
        return { rows: answer.plans_metal, next: answer.meta?.links.next ?? "" };
      }),
  };
}

async function allPages(
  read: (cursor: string) => Promise<{ rows: readonly unknown[]; next: string }>,
): Promise<unknown[]> {
  const rows: unknown[] = [];
  let cursor = "";
  for (let count = 0; count < MAX_PAGES; count += 1) {
    const page = await read(cursor);
    rows.push(...page.rows);
    if (page.next === "") return rows;
    cursor = page.next;
  }
  throw new ProviderError("transient", { detail: "the list does not end" });
}
