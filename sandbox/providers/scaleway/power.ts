import { FREE } from "../../ledger";
import type { Step } from "../../machines";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { type Hall, onRate, type Server, wireId } from "./hall";
import { fail, outOfStock } from "./refusals";
import { wireTime } from "./server-view";
import { actionSchema } from "./server-wire";
import { letGo } from "./volume-routes";

const BOOT_MS = 40_000;
const STOP_MS = 20_000;
/** A start that has gone on for so long can be broken off. */
const BEGIN_MS = 10_000;

/** POST /action: only begun by its answer. What a server is on its way to is left alone. */
export function act(hall: Hall, server: Server, call: TwinCall): Answer {
  const parsed = actionSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "invalid_request_error", "unknown action");
  const { action } = parsed.data;
  const { state } = server;
  const isEnding = action === "poweroff" || action === "terminate";
  if (state === "stopping" || (state === "starting" && !(isEnding && hasBegun(hall, server)))) {
    return fail(409, "transient_state", "resource is in a transient state", {
      resource: "instance_server",
      resource_id: wireId(server),
      current_state: state,
    });
  }
  if (state === "locked") {
    return fail(403, "locked", "resource is locked", { resource_id: wireId(server) });
  }
  const isOff = state === "stopped" || state === "stopped in place";
  if (action === "poweron") {
    if (!isOff) return fail(400, "invalid_request_error", "server should be stopped");
    return powerOn(hall, server, call);
  }
  if (state === "stopped") return fail(400, "invalid_request_error", "server should be running");
  if (state === "stopped in place" && (action === "reboot" || action === "stop_in_place")) {
    return fail(400, "invalid_request_error", "server should be running");
  }
  change(hall, server, call, action);
  return taskOf(hall, server, call, action);
}

const hasBegun = (hall: Hall, { stateAtMs }: Server) =>
  hall.nowMs() - stateAtMs >= BEGIN_MS / hall.world.pace;

/** The GPU is looked for only now, and the project's keys are put in. Whether a disk is left is not looked at. */
function powerOn(hall: Hall, server: Server, call: TwinCall): Answer {
  const { account, offer, region, state } = server;
  if (state === "stopped" && hall.stockLeft(offer, region, account) < 1) return outOfStock(offer);
  const ready = hall.servers.rewrite(server, {
    authorizedKeys: hall.keysOf(account).map((key) => key.public_key),
    wire: { ...server.wire, ip: hall.world.addresses.next() },
  });
  hall.servers.move(ready, "starting", onRate(ready), bootPlan(hall, ready, call));
  return taskOf(hall, server, call, "poweron");
}

/** Where the task fails the server is off again, and nothing says why. */
function bootPlan(hall: Hall, server: Server, { twist, settings }: TwinCall): Step[] {
  const { fate } = server.wire;
  if (fate === "stuck" || twist?.kind === "boot-stuck") return [];
  const afterMs = settings.bootMs ?? BOOT_MS / hall.world.pace;
  if (twist?.kind === "boot-fails") return [{ afterMs, state: "stopped", rate: FREE }];
  const state = fate === "fails" ? "locked" : "running";
  return [{ afterMs, state, rate: state === "locked" ? FREE : onRate(server) }];
}

type Change = "poweroff" | "stop_in_place" | "reboot" | "terminate" | "backup";

function change(hall: Hall, server: Server, call: TwinCall, action: Change): void {
  const rate = onRate(server);
  const afterMs = STOP_MS / hall.world.pace;
  const stopping = (state: string, then: Omit<Step, "afterMs" | "state">) =>
    hall.servers.move(server, "stopping", rate, [{ afterMs, state, ...then }]);
  switch (action) {
    case "poweroff":
      stopping("stopped", { rate: FREE });
      return;
    case "stop_in_place":
      stopping("stopped in place", { rate });
      return;
    case "reboot":
      hall.servers.move(server, "starting", rate, bootPlan(hall, server, call));
      return;
    case "terminate":
      stopping("gone", { rate: FREE, ends: true });
      letGo(hall, server, afterMs);
      return;
    case "backup":
      return;
    default:
      action satisfies never;
  }
}

function taskOf(hall: Hall, server: Server, call: TwinCall, action: string): Answer {
  return json(200, {
    task: {
      id: hall.newId(server.account),
      description: `server_${action}`,
      progress: 0,
      started_at: wireTime(hall.nowMs(), call),
      terminated_at: null,
      status: "pending",
      href_from: `/servers/${wireId(server)}/action`,
      href_result: `servers/${wireId(server)}`,
      zone: server.region,
    },
  });
}
