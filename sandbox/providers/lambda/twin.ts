import type { IncomingHttpHeaders } from "node:http";
import { FREE } from "../../ledger";
import { rateWindows } from "../../wire/rate-windows";
import { accountKeys, bearer } from "../account-keys";
import { fleetOf } from "../fleet";
import type { Twin, World } from "../twin";
import { catalogRoutes } from "./catalog-routes";
import { fileSystemRoutes } from "./file-system-routes";
import { MINUTE_MS, openHall } from "./hall";
import { instanceRoutes, leave } from "./instance-routes";
import { refusals } from "./refusals";
import { sshKeyRoutes } from "./ssh-key-routes";
import { standingOf } from "./standing";

const LAUNCH = /^\/instance-operations\/launch$/;
const PREEMPTED_SHOWN_MS = 60_000;

/** Lambda Cloud: VMs that cannot stop, billed by the minute from active to terminate. */
export function lambdaTwin(world: World): Twin {
  const hall = openHall(world);
  const keys = accountKeys("lambda", [
    { suffix: "key", account: "main" },
    { suffix: "quota", account: "quota" },
    {
      suffix: "address",
      account: "address",
      trouble: "address",
    },
    {
      suffix: "inactive",
      account: "inactive",
      rights: "read",
      trouble: "inactive",
    },
  ]);
  const calls = rateWindows([{ name: "second", seconds: 1, calls: 1 }], hall.nowMs);
  const launches = rateWindows([{ name: "launch", seconds: 12, calls: 1 }], hall.nowMs);
  return {
    id: "lambda",
    title: "Lambda Cloud",
    mount: "/lambda/api/v1",
    keys: keys.facts,
    routes: [
      ...catalogRoutes(hall),
      ...instanceRoutes(hall),
      ...fileSystemRoutes(hall),
      ...sshKeyRoutes(hall),
    ],
    caller: (headers) => keys.callerOf(apiKey(headers)),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    limit(method, path, caller) {
      const launching = method === "POST" && LAUNCH.test(path);
      return (launching ? launches.take(caller.account) : null) ?? calls.take(caller.account);
    },
    market: hall.market,
    settings: hall.settings,
    fleet: fleetOf(
      hall.instances,
      {
        unitMs: MINUTE_MS,
        standing: standingOf,
        deaths: {
          gone: () => ({ state: "terminated", rate: FREE, ends: true }),
          unhealthy: () => ({ state: "unhealthy", rate: "kept", ends: false }),
          preempted: () => ({
            state: "preempted",
            rate: FREE,
            plan: leave(hall, "preempted", PREEMPTED_SHOWN_MS / world.pace),
            ends: false,
          }),
        },
      },
      hall.nowMs,
    ),
    disks: fleetOf(hall.fileSystems, { unitMs: MINUTE_MS, deaths: {} }, hall.nowMs),
  };
}

/** The key as a bearer token, or as the user name of basic authentication, encoded or bare. */
function apiKey(headers: IncomingHttpHeaders): string {
  const basic = /^Basic +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  if (basic === undefined) return bearer(headers.authorization) ?? "";
  if (basic.startsWith("sandbox-")) return basic;
  return Buffer.from(basic, "base64").toString("utf8").split(":")[0] ?? "";
}
