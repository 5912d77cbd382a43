import { z } from "zod";
import { FREE, rateNow } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import type { Hall, Vm } from "./hall";
import { bootPlan, launch, OUT_OF_STOCK } from "./launch";
import { fail } from "./refusals";
import { vmView } from "./vm-view";

const STOP_MS = 10_000;
const RESET_MS = 5_000;
const END_MS = 10_000;
const PAGE = 20;

const patchSchema = z.object({ action: z.enum(["START", "STOP", "RESET"]) });

/** The virtual machines of a project: list, read, make, act, end; all that changes is an operation. */
export function vmRoutes(hall: Hall): TwinRoute[] {
  const all = "/projects/:project/compute/vms/instances";
  const one = `${all}/:vm`;
  const withVm = (run: (vm: Vm, call: TwinCall) => Answer) => (call: TwinCall) => {
    const vm = hall.vms.find(call.params.vm ?? "");
    const isOwn = vm && !vm.gone && vm.account === call.caller.account;
    return isOwn ? run(vm, call) : fail(404, "vm not found");
  };
  return [
    { method: "GET", path: all, run: (call) => list(hall, call) },
    { method: "POST", path: all, writes: true, run: (call) => launch(hall, call) },
    ...hall.operations.routes("instances", `${all}/operations`),
    { method: "GET", path: one, run: withVm((vm, call) => json(200, vmView(hall, call, vm))) },
    { method: "PATCH", path: one, writes: true, run: withVm((vm, call) => act(hall, vm, call)) },
    { method: "DELETE", path: one, writes: true, run: withVm((vm, call) => end(hall, vm, call)) },
  ];
}

/** One page of those that fit; a token leads to the next. */
function list(hall: Hall, call: TwinCall): Answer {
  const { query, caller } = call;
  const wanted = (name: string, value: string) => {
    const given = query.get(name);
    return given === null || given.split(",").includes(value);
  };
  const found = hall.vms
    .all(caller.account)
    .filter((vm) => !vm.gone && vm.listedFromMs <= hall.nowMs())
    .filter((vm) => wanted("ids", vm.id) && wanted("names", vm.name) && wanted("states", vm.state));
  const from = Number(Buffer.from(query.get("next_token") ?? "", "base64").toString() || 0);
  const limit = Number(query.get("limit") ?? PAGE);
  if (!Number.isInteger(from) || !Number.isInteger(limit) || limit < 1) {
    return fail(400, "invalid page");
  }
  const next = from + limit < found.length ? String(from + limit) : "";
  return json(200, {
    items: found.slice(from, from + limit).map((vm) => vmView(hall, call, vm)),
    next_page_token: Buffer.from(next).toString("base64"),
    prev_page_token: "",
  });
}

function act(hall: Hall, vm: Vm, call: TwinCall): Answer {
  const parsed = patchSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "invalid action");
  switch (parsed.data.action) {
    case "STOP":
      return only(vm, "STATE_RUNNING") ?? stop(hall, vm);
    case "START":
      return only(vm, "STATE_STOPPED") ?? start(hall, vm, call);
    case "RESET":
      return only(vm, "STATE_RUNNING") ?? reset(hall, vm);
  }
}

const only = (vm: Vm, state: string) =>
  vm.state === state ? undefined : fail(400, `vm is in ${vm.state}`);

function begun(hall: Hall, { account, id: resourceId }: Vm, usualMs: number): Answer {
  const afterMs = usualMs / hall.world.pace;
  return hall.operations.begin({ account, kind: "instances", resourceId, afterMs });
}

/** It is shown as running all the while. */
function reset(hall: Hall, vm: Vm): Answer {
  hall.vms.move(vm, "STATE_RUNNING", rateNow(vm.segments));
  return begun(hall, vm, RESET_MS);
}

function stop(hall: Hall, vm: Vm): Answer {
  const afterMs = STOP_MS / hall.world.pace;
  hall.vms.move(vm, "STATE_STOPPING", FREE, [{ afterMs, state: "STATE_STOPPED", rate: FREE }]);
  return begun(hall, vm, STOP_MS);
}

/** The GPUs were given back: there may be none any more, which the operation tells. */
function start(hall: Hall, vm: Vm, call: TwinCall): Answer {
  const operation = { account: vm.account, kind: "instances" as const, resourceId: vm.id };
  if (hall.stockLeft(vm.offer, vm.region, vm.account) < 1) {
    const afterMs = RESET_MS / hall.world.pace;
    return hall.operations.begin({ ...operation, afterMs, failure: OUT_OF_STOCK });
  }
  const rate = { compute: BigInt(vm.wire.hourlyMicros), storage: 0n };
  const plan = bootPlan(hall, call, rate);
  hall.vms.move(vm, "STATE_STARTING", FREE, plan);
  return hall.operations.begin({ ...operation, afterMs: plan.at(-1)?.afterMs ?? 0 });
}

/** Its data disks are let go once it is gone, and go on costing money. */
function end(hall: Hall, vm: Vm, call: TwinCall): Answer {
  if (vm.state === "STATE_DELETING") return fail(400, "vm is in STATE_DELETING");
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  const marked = haunted ? hall.vms.rewrite(vm, { zombie: true }) : vm;
  hall.operations.callOff(vm.id);
  const afterMs = END_MS / hall.world.pace;
  const gone = { afterMs, state: "STATE_DELETED", rate: FREE, ends: true };
  hall.vms.move(marked, "STATE_DELETING", FREE, [gone]);
  return begun(hall, vm, END_MS);
}
