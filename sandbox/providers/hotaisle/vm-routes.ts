import { z } from "zod";
import { FREE, rateNow } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { findMachine } from "./catalog";
import { type Hall, MINUTE_MS, type Vm } from "./hall";
import { bootPlan, provision } from "./provision";
import { toVm } from "./vm-view";

const START_MS = 15_000;
const STOP_MS = 10_000;
const REBUILD_MS = 5 * 60_000;
const DONE: Answer = { status: 204 };

/** The virtual machines of a team: list, read, provision, describe, power, delete. */
export function vmRoutes(hall: Hall): TwinRoute[] {
  const all = "/teams/:team/virtual_machines/";
  const one = `${all}:vm/`;
  const withVm = (run: (vm: Vm, call: TwinCall) => Answer) => (call: TwinCall) => {
    const vm = standing(hall, call).find(({ id }) => id === call.params.vm);
    return vm ? run(vm, call) : json(404, "Not Found: Resource not found");
  };
  const post = (verb: string, run: (vm: Vm, call: TwinCall) => Answer): TwinRoute => ({
    method: "POST",
    path: `${one}${verb}/`,
    writes: true,
    run: withVm(run),
  });
  return [
    { method: "GET", path: all, run: (call) => json(200, listed(hall, call).map(toVm)) },
    { method: "POST", path: all, writes: true, run: (call) => provision(hall, call) },
    { method: "GET", path: one, run: withVm((vm) => json(200, toVm(vm))) },
    { method: "PATCH", path: one, writes: true, run: withVm((vm, call) => patch(hall, vm, call)) },
    { method: "DELETE", path: one, writes: true, run: withVm((vm, call) => end(hall, vm, call)) },
    {
      method: "GET",
      path: `${one}state/`,
      run: withVm((vm) => json(200, { state: vm.state, host: vm.wire.host })),
    },
    post("start", (vm, call) => only(vm, "shut off") ?? start(hall, vm, call)),
    post("shutdown", (vm) =>
      vm.state === "in shutdown" ? DONE : (only(vm, "running") ?? shutDown(hall, vm)),
    ),
    post("stop", (vm) => only(vm, "running") ?? become(hall, vm, "shut off")),
    post("reboot", (vm) => only(vm, "running") ?? become(hall, vm, "running")),
    post("hard-reset", (vm) => only(vm, "running") ?? become(hall, vm, "running")),
    post("rebuild", (vm, call) => {
      const rate = rateNow(vm.segments);
      hall.vms.move(vm, "no state", rate, bootPlan(hall, call, rate, REBUILD_MS));
      return DONE;
    }),
  ];
}

/** The team's machines; those that its prepaid money no longer carries have ended. */
function standing(hall: Hall, { caller: { account } }: TwinCall): Vm[] {
  const alive = hall.vms.all(account).filter((vm) => !vm.gone);
  if (alive.length === 0 || hall.balance(account) > 0n) return alive;
  for (const vm of alive) hall.vms.move(vm, "gone", FREE, [], true);
  return [];
}

function listed(hall: Hall, call: TwinCall): Vm[] {
  return standing(hall, call).filter((vm) => vm.listedFromMs <= hall.nowMs());
}

function only(vm: Vm, state: string): Answer | undefined {
  if (vm.state === state) return undefined;
  const is = state === "running" ? "not running" : "already running";
  return json(400, `Bad Request: domain is ${is}`);
}

function patch(hall: Hall, vm: Vm, call: TwinCall): Answer {
  const parsed = z.object({ description: z.string() }).safeParse(call.body);
  if (!parsed.success) return json(422, "Unprocessable Entity: Invalid data format");
  hall.vms.rewrite(vm, { wire: { ...vm.wire, ...parsed.data } });
  return DONE;
}

function become(hall: Hall, vm: Vm, state: string): Answer {
  hall.vms.move(vm, state, rateNow(vm.segments));
  return DONE;
}

function shutDown(hall: Hall, vm: Vm): Answer {
  const rate = rateNow(vm.segments);
  const afterMs = STOP_MS / hall.world.pace;
  hall.vms.move(vm, "in shutdown", rate, [{ afterMs, state: "shut off", rate }]);
  return DONE;
}

function start(hall: Hall, vm: Vm, call: TwinCall): Answer {
  const rate = rateNow(vm.segments);
  hall.vms.move(vm, "no state", rate, bootPlan(hall, call, rate, START_MS));
  return DONE;
}

/** The least time is billed in full, however early the end; without force it must be over. */
function end(hall: Hall, vm: Vm, call: TwinCall): Answer {
  const minutes = findMachine(vm.offer)?.minimumMinutes ?? 0;
  const leastToMs = vm.createdAtMs + minutes * MINUTE_MS;
  if (call.query.get("force") !== "true" && hall.nowMs() < leastToMs) {
    return json(400, "Bad Request: minimum reservation time not met");
  }
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  const marked = haunted ? hall.vms.rewrite(vm, { zombie: true }) : vm;
  const ended = hall.vms.move(marked, "gone", FREE, [], true);
  const last = ended.segments.at(-1);
  if (last?.toMs != null && last.toMs < leastToMs) {
    const segments = [...ended.segments.slice(0, -1), { ...last, toMs: leastToMs }];
    hall.vms.rewrite(ended, { segments });
  }
  return DONE;
}
