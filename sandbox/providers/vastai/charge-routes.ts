import { z } from "zod";
import { charge } from "../../ledger";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type Bazaar, type Instance, SECOND_MS } from "./bazaar";
import { withRight } from "./rights";

const DAY_S = 86_400;
const MOST = 500;
const filtersSchema = z.object({
  day: z.object({ gte: z.number(), lte: z.number() }),
  type: z.object({ in: z.array(z.string()) }).optional(),
});

/** GET /charges/: what each instance has cost in the days asked for. */
export function chargeRoutes(bazaar: Bazaar): TwinRoute[] {
  const path = "/api/v0/charges/";
  return [withRight("billing", { method: "GET", path, run: (call) => charges(bazaar, call) })];
}

function charges(bazaar: Bazaar, call: TwinCall): Answer {
  const filters = readFilters(call.query.get("select_filters"));
  if (!filters) {
    const msg = "Must provide both 'day' gte and lte filters for instance charges";
    return json(400, { success: false, msg });
  }
  const from = Number(call.query.get("after_token") ?? "0");
  if (!Number.isInteger(from)) {
    return json(400, { success: false, error: "invalid_token", msg: "Invalid pagination token" });
  }
  const limit = Math.min(MOST, Math.max(1, Number(call.query.get("limit") ?? "100")));
  const { gte, lte } = filters.day;
  const window = { fromMs: gte * 1000, toMs: (Math.floor(lte / DAY_S) + 1) * DAY_S * 1000 };
  const wanted = filters.type?.in ?? ["instance"];
  const rows = (wanted.includes("instance") ? bazaar.instances.all(call.caller.account) : [])
    .map((instance) => rowOf(bazaar, instance, window))
    .filter((row) => row.amount > 0);
  const page = rows.slice(from, from + limit);
  const next = from + limit < rows.length ? String(from + limit) : null;
  return json(200, {
    success: true,
    count: page.length,
    total: rows.length,
    next_token: next,
    results: page,
  });
}

function readFilters(text: string | null) {
  try {
    return filtersSchema.parse(JSON.parse(text ?? ""));
  } catch {
    return undefined;
  }
}

function rowOf(bazaar: Bazaar, instance: Instance, window: { fromMs: number; toMs: number }) {
  const { compute, storage, total } = charge(instance.segments, SECOND_MS, bazaar.nowMs(), window);
  const start = Math.floor(instance.createdAtMs / 1000);
  const end = Math.floor((instance.endedAtMs ?? bazaar.nowMs()) / 1000);
  const item = (type: string, amount: bigint) => ({
    start,
    end,
    type,
    source: null,
    description: type,
    amount: rounded(amount),
    metadata: {},
    items: [],
  });
  return {
    start,
    end,
    type: "instance",
    source: `instance-${instance.id}`,
    description: `Instance ${instance.id} Charges`,
    amount: rounded(total),
    metadata: instance.name === "" ? {} : { label: instance.name },
    items: [item("gpu", compute), item("disk", storage)],
  };
}

/** Amounts are told to a tenth of a cent. */
const rounded = (micros: bigint) => Number(microsToNumber(micros).toFixed(3));
