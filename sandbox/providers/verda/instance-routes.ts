import { FREE } from "../../ledger";
import { json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { act } from "./actions";
import { deploy } from "./deploy";
import type { Hall } from "./hall";
import { toInstance } from "./instance-view";
import { fail } from "./refusals";

const SHOWN_MS = 10 * 60_000;

/** The instances of an account: list, read, deploy, act. */
export function instanceRoutes(hall: Hall): TwinRoute[] {
  const path = "/instances";
  return [
    { method: "GET", path, run: (call) => list(hall, call) },
    { method: "POST", path, writes: true, run: (call) => deploy(hall, call) },
    { method: "PUT", path, writes: true, run: (call) => act(hall, call) },
    { method: "GET", path: `${path}/:id`, run: (call) => read(hall, call) },
  ];
}

/** The step after which a discontinued instance is shown no more. */
export const leave = (hall: Hall) => [
  { afterMs: SHOWN_MS / hall.world.pace, state: "discontinued", rate: FREE, ends: true },
];

function list(hall: Hall, call: TwinCall) {
  settleBalance(hall, call.caller.account);
  const now = hall.nowMs();
  const wanted = call.query.get("status");
  const found = hall.instances
    .all(call.caller.account)
    .filter((one) => !one.gone && one.listedFromMs <= now)
    .filter((one) => (wanted ?? one.state) === one.state);
  return json(
    200,
    found.map((one) => toInstance(hall, call, one)),
  );
}

function read(hall: Hall, call: TwinCall) {
  settleBalance(hall, call.caller.account);
  const one = hall.instances.find(call.params.id ?? "");
  if (!one || one.gone || one.account !== call.caller.account) {
    return fail(404, "Invalid instance id");
  }
  return json(200, toInstance(hall, call, one));
}

/** Discontinues the instances that a prepaid balance no longer carries. */
function settleBalance(hall: Hall, account: string): void {
  const balance = hall.balance(account);
  if (balance === null || balance > 0n) return;
  for (const one of hall.instances.all(account)) {
    if (one.gone || one.state === "discontinued") continue;
    hall.instances.move(one, "discontinued", FREE, leave(hall));
  }
}
