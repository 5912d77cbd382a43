import { z } from "zod";
import { microsToUsd, usdToMicros } from "../money";
import { findServed, type Outside } from "../outside";
import { EVERYONE, settingsSchema } from "../scope";
import type { Answer } from "../wire/answer";
import { faultRuleSchema } from "../wire/faults";
import type { Served } from "../wire/serve-twin";
import { billOf } from "./bill";
import { conditionOf, heal, setCondition } from "./machine-conditions";
import type { ControlCall, ControlRoute } from "./route";
import { fine, missing, wrong } from "./route";

const priceBody = z.object({ id: z.string(), usd: z.union([z.number().min(0), z.string()]) });
const keyBody = z.object({ key: z.string() });
const rateBody = z.object({ usd: z.union([z.number().min(0), z.string()]) });
const stockBody = z.object({ id: z.string(), region: z.string(), count: z.number().int().min(0) });
const outageBody = z.object({
  on: z.boolean(),
  kind: z.enum(["503", "reset", "hang"]).default("503"),
});
const killBody = z.object({ how: z.string().optional() });

type Run = (served: Served, call: ControlCall) => Answer;

/** The calls that concern one provider. `?key=` narrows most of them to that key's account. */
export function providerRoutes(outside: Outside): ControlRoute[] {
  const route = (method: string, path: string, run: Run): ControlRoute => ({
    method,
    path: `/control/:provider/${path}`,
    run(call) {
      const provider = call.params.provider ?? "";
      const served = findServed(outside, provider);
      if (!served) return missing(`no such provider: ${provider}`);
      const key = call.query.get("key");
      if (key !== null && served.twin.accountOfKey(key) === undefined) return wrong("unknown key");
      return run(served, call);
    },
  });
  return [
    route("GET", "faults", ({ faults }) => fine(faults.list())),
    route("POST", "faults", addFault),
    route("DELETE", "faults", (served, call) => {
      served.faults.clear(accountOf(served, call));
      return fine();
    }),
    route("GET", "log", (served, call) => fine(served.log.list(accountOf(served, call)))),
    route("DELETE", "log", (served, call) => {
      served.log.clear(accountOf(served, call));
      return fine();
    }),
    route("GET", "bill", bill),
    route("GET", "machines", (served, call) =>
      fine(served.twin.fleet?.all(accountOf(served, call)) ?? []),
    ),
    route("POST", "keys/revoke", revokeKey),
    route("POST", "machines/:id/kill", kill),
    route("GET", "machines/:id/condition", (served, call) => conditionOf(outside, served, call)),
    route("POST", "machines/:id/condition", (served, call) => setCondition(outside, served, call)),
    route("DELETE", "machines/:id/condition", (served, call) => heal(outside, served, call)),
    route("POST", "machines/:id/haunt", ({ twin }, call) =>
      twin.fleet?.haunt(call.params.id ?? "") ? fine() : missing("no such machine"),
    ),
    route("POST", "machines/:id/rate", setRate),
    route("GET", "prices", prices),
    route("POST", "prices", setPrice),
    route("POST", "stock", setStock),
    route("POST", "outage", setOutage),
    route("GET", "settings", (served, call) =>
      fine(served.twin.settings.of(accountOf(served, call) ?? EVERYONE)),
    ),
    route("POST", "settings", (served, call) => {
      const parsed = settingsSchema.safeParse(call.body);
      if (!parsed.success) return wrong(z.prettifyError(parsed.error));
      served.twin.settings.change(scopeOf(served, call), parsed.data);
      return fine(served.twin.settings.of(scopeOf(served, call)));
    }),
  ];
}

function accountOf({ twin }: Served, { query }: ControlCall): string | undefined {
  const key = query.get("key");
  return key === null ? undefined : twin.accountOfKey(key);
}

function scopeOf(served: Served, call: ControlCall): string {
  return accountOf(served, call) ?? EVERYONE;
}

function addFault(served: Served, call: ControlCall): Answer {
  const parsed = faultRuleSchema.safeParse(call.body);
  if (!parsed.success) return wrong(z.prettifyError(parsed.error));
  const { key, path } = parsed.data.match;
  if (path !== undefined && !isPattern(path)) return wrong("match.path is no regular expression");
  const account = key === undefined ? accountOf(served, call) : served.twin.accountOfKey(key);
  if (key !== undefined && account === undefined) return wrong("unknown key");
  return fine(served.faults.add({ ...parsed.data, account: account ?? null }));
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

function bill(served: Served, call: ControlCall): Answer {
  const { fleet, disks, title } = served.twin;
  if (!fleet) return missing(`${title} rents no machines here yet`);
  const books = disks ? { fleet, disks } : { fleet };
  return fine(billOf(books, accountOf(served, call) ?? "main"));
}

function revokeKey({ twin }: Served, call: ControlCall): Answer {
  const parsed = keyBody.safeParse(call.body);
  if (!parsed.success) return wrong(z.prettifyError(parsed.error));
  return twin.revokeKey?.(parsed.data.key) ? fine() : missing("no such key");
}

function kill({ twin }: Served, call: ControlCall): Answer {
  const parsed = killBody.safeParse(call.body ?? {});
  if (!parsed.success) return wrong(z.prettifyError(parsed.error));
  const how = parsed.data.how ?? twin.fleet?.deaths[0] ?? "";
  if (!twin.fleet?.deaths.includes(how)) {
    return wrong(`how must be one of: ${twin.fleet?.deaths.join(", ") ?? ""}`);
  }
  return twin.fleet.kill(call.params.id ?? "", how) ? fine() : missing("no such machine");
}

function prices(served: Served, call: ControlCall): Answer {
  const { market } = served.twin;
  const scope = scopeOf(served, call);
  return fine(
    market.listings().map(({ id, title, stock }) => ({
      id,
      title,
      usd: microsToUsd(market.price(id, scope)),
      stock: Object.fromEntries(
        Object.keys(stock).map((region) => [region, market.stock(id, region, scope)]),
      ),
    })),
  );
}

function setPrice(served: Served, call: ControlCall): Answer {
  const parsed = priceBody.safeParse(call.body);
  if (!parsed.success) return wrong(z.prettifyError(parsed.error));
  const { id, usd } = parsed.data;
  if (!served.twin.market.has(id)) return missing(`nothing on sale is called ${id}`);
  const micros = readUsd(usd);
  if (micros === undefined) return wrong("usd must be dollars an hour, such as 0.44");
  served.twin.market.setPrice(id, micros, scopeOf(served, call));
  return fine({ id, usd: microsToUsd(micros) });
}

function setRate({ twin }: Served, call: ControlCall): Answer {
  const parsed = rateBody.safeParse(call.body);
  if (!parsed.success) return wrong(z.prettifyError(parsed.error));
  const micros = readUsd(parsed.data.usd);
  if (micros === undefined) return wrong("usd must be dollars an hour, such as 0.44");
  return twin.fleet?.reprice(call.params.id ?? "", micros)
    ? fine({ usd: microsToUsd(micros) })
    : missing("no such machine, or its rate cannot move");
}

function readUsd(usd: number | string): bigint | undefined {
  try {
    const micros = usdToMicros(usd);
    return micros < 0n ? undefined : micros;
  } catch {
    return undefined;
  }
}

function setStock(served: Served, call: ControlCall): Answer {
  const parsed = stockBody.safeParse(call.body);
  if (!parsed.success) return wrong(z.prettifyError(parsed.error));
  const { id, region, count } = parsed.data;
  if (!served.twin.market.has(id, region)) return missing(`${id} is not sold in ${region}`);
  served.twin.market.setStock(id, region, count, scopeOf(served, call));
  return fine(parsed.data);
}

function setOutage(served: Served, call: ControlCall): Answer {
  const parsed = outageBody.safeParse(call.body);
  if (!parsed.success) return wrong(z.prettifyError(parsed.error));
  const { on, kind } = parsed.data;
  served.twin.settings.change(scopeOf(served, call), { outage: on ? kind : "off" });
  return fine(parsed.data);
}
