import { z } from "zod";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import type { Bazaar } from "./bazaar";
import { listedView } from "./instance-view";
import { settle } from "./lives";

const MOST = 25;
const FEWEST = 5;
const tokenSchema = z.object({ values: z.object({ id: z.number() }) });

/** GET /api/v1/instances/: at most 25 a page, by id. */
export function listInstances(bazaar: Bazaar, call: TwinCall): Answer {
  const { account } = call.caller;
  settle(bazaar, account);
  const token = call.query.get("after_token");
  const afterId = token === null ? 0 : readToken(token);
  if (afterId === null) return json(400, { error: "invalid_token", msg: "Invalid token" });
  const now = bazaar.nowMs();
  const all = bazaar.instances
    .all(account)
    .filter((one) => !one.gone && one.listedFromMs <= now)
    .sort((a, b) => Number(a.id) - Number(b.id));
  const left = all.filter((one) => Number(one.id) > afterId);
  const page = left.slice(0, pageSize(call.query.get("limit")));
  const last = page.at(-1);
  return json(200, {
    success: true,
    instances_found: page.length,
    total_instances: all.length,
    label_counts: countLabels(all.map((one) => one.name)),
    next_token: last && page.length < left.length ? writeToken(Number(last.id)) : null,
    instances: page.map((one) => listedView(call, one)),
  });
}

function pageSize(limit: string | null): number {
  const wanted = Number(limit ?? MOST);
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(MOST, wanted) : FEWEST;
}

function countLabels(names: string[]): Record<string, number> {
  const groups = [...Map.groupBy(names, (name) => name)];
  return Object.fromEntries(groups.map(([name, alike]) => [name, alike.length]));
}

function writeToken(id: number): string {
  return Buffer.from(JSON.stringify({ values: { id } })).toString("base64");
}

function readToken(token: string): number | null {
  try {
    const text = Buffer.from(token, "base64").toString("utf8");
    return tokenSchema.parse(JSON.parse(text)).values.id;
  } catch {
    return null;
  }
}
