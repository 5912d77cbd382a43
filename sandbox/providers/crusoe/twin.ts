import { FREE } from "../../ledger";
import { accountKeys } from "../account-keys";
import { fleetOf } from "../fleet";
import type { Twin, TwinRoute, World } from "../twin";
import { accountRoutes } from "./account-routes";
import { catalogRoutes } from "./catalog-routes";
import { diskRoutes } from "./disk-routes";
import { MINUTE_MS, openHall } from "./hall";
import { refusals } from "./refusals";
import { accessKeyOf, signatureCheck } from "./signature";
import { standingOf } from "./standing";
import { vmRoutes } from "./vm-routes";

const MOUNT = "/crusoe/v1";

/** Crusoe v1: signed calls, machines that cost money only while they run, and disks that always do. */
export function crusoeTwin(world: World): Twin {
  const hall = openHall(world);
  const keys = accountKeys("crusoe", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    { suffix: "projectless", account: "projectless", rights: "none", trouble: "no-projects" },
    { suffix: "full", account: "full" },
  ]);
  const isSigned = signatureCheck(world.clock, MOUNT);
  const accountOf = (key: string) => keys.callerOf(key)?.account;
  const within = (route: TwinRoute): TwinRoute => ({
    ...route,
    run(call) {
      if (!isSigned(call)) return refusals.unauthorized(call.headers);
      const { project } = call.params;
      const isForeign = project !== undefined && accountOf(project) !== call.caller.account;
      const isClosed = project !== undefined && call.caller.trouble === "no-projects";
      return isForeign || isClosed ? refusals.forbidden() : route.run(call);
    },
  });
  const routes = [
    ...catalogRoutes(hall),
    ...accountRoutes(hall),
    ...vmRoutes(hall),
    ...diskRoutes(hall),
  ];
  return {
    id: "crusoe",
    title: "Crusoe",
    mount: MOUNT,
    keys: keys.facts,
    routes: routes.map(within),
    caller: (headers) => keys.callerOf(accessKeyOf(headers) ?? ""),
    revokeKey: keys.revoke,
    accountOfKey: accountOf,
    refusals,
    market: hall.market,
    settings: hall.settings,
    fleet: fleetOf(
      hall.vms,
      {
        unitMs: MINUTE_MS,
        standing: standingOf,
        deaths: {
          gone: () => ({ state: "STATE_DELETED", rate: FREE, ends: true }),
          error: () => ({ state: "STATE_ERROR", rate: FREE, ends: false }),
          exited: () => ({ state: "STATE_STOPPED", rate: FREE, ends: false }),
        },
      },
      hall.nowMs,
    ),
    disks: fleetOf(
      hall.disks,
      { unitMs: MINUTE_MS, deaths: { gone: () => ({ state: "gone", rate: FREE, ends: true }) } },
      hall.nowMs,
    ),
  };
}
