import { openMarket } from "../../market";
import { scopedSettings } from "../../scope";
import { json } from "../../wire/answer";
import { rateWindows } from "../../wire/rate-windows";
import { accountKeys, bearer } from "../account-keys";
import type { Twin, TwinCall, World } from "../twin";
import { listings } from "./catalog";
import { planRoutes } from "./plan-routes";
import { fail, refusals } from "./refusals";

const ALL_RIGHTS = [
  "manage_users",
  "subscriptions_view",
  "subscriptions",
  "billing",
  "provisioning",
  "upgrade",
];

/** Vultr v2: plans, bare metal, regions and stock without a key, and the account behind one. */
export function vultrTwin(world: World): Twin {
  const market = openMarket(world.store, "vultr", listings);
  const keys = accountKeys("vultr", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    {
      suffix: "elsewhere",
      account: "elsewhere",
      trouble: "address",
    },
  ]);
  const windows = rateWindows([{ name: "second", seconds: 1, calls: 30 }], () =>
    world.clock.nowMs(),
  );
  return {
    id: "vultr",
    title: "Vultr",
    mount: "/vultr/v2",
    keys: keys.facts,
    routes: [
      ...planRoutes(market),
      { method: "GET", path: "/account", run: (call) => account(call) },
    ],
    caller: (headers) => keys.callerOf(bearer(headers.authorization) ?? ""),
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    limit: () => windows.take("address"),
    market,
    settings: scopedSettings(world.store, "vultr"),
    fleet: null,
  };
}

function account({ caller }: TwinCall) {
  if (caller.trouble === "address") return fail(403, "Unauthorized IP address.");
  return json(200, {
    account: {
      name: "Sandbox Customer",
      email: "customer@example.com",
      acls: caller.rights === "all" ? ALL_RIGHTS : ["subscriptions_view"],
      balance: -100,
      pending_charges: 0,
      last_payment_date: "2026-06-01T08:00:00+00:00",
      last_payment_amount: -100,
    },
  });
}
