import { FREE, type Rate } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { findFlavor } from "./catalog";
import { createVms } from "./create-vm";
import { paged } from "./paged";
import { fail, missing, refusals } from "./refusals";
import { vmView } from "./vm-view";
import { fullRate, sleepRate, type Vm, type Yard } from "./yard";

const STOP_MS = 15_000;
const START_MS = 30_000;
const REBOOT_MS = 30_000;
const SLEEP_MS = 120_000;
const WAKE_MS = 120_000;
const END_MS = 15_000;
const path = "/core/virtual-machines";

/** Virtual machines: list, create, read, delete, and the acts on them, every one asked for with GET. */
export function vmRoutes(yard: Yard): TwinRoute[] {
  const on = (run: (vm: Vm, call: TwinCall) => Answer) => (call: TwinCall) => {
    const vm = own(yard, call);
    return vm ? run(vm, call) : missing();
  };
  const act = (name: string, run: (vm: Vm, call: TwinCall) => Answer): TwinRoute => ({
    method: "GET",
    path: `${path}/:id/${name}`,
    writes: true,
    run: on(run),
  });
  return [
    { method: "GET", path, run: (call) => list(yard, call) },
    { method: "POST", path, writes: true, run: (call) => createVms(yard, call) },
    { method: "GET", path: `${path}/:id`, run: on((vm, call) => read(yard, vm, call)) },
    {
      method: "DELETE",
      path: `${path}/:id`,
      writes: true,
      run: on((vm, call) => remove(yard, vm, call)),
    },
    act("stop", (vm) => stop(yard, vm)),
    act("start", (vm, call) => start(yard, vm, call)),
    act("hard-reboot", (vm, call) => reboot(yard, vm, call)),
    act("hibernate", (vm, call) => sleep(yard, vm, call)),
    act("hibernate-restore", (vm, call) => wake(yard, vm, call)),
  ];
}

function list(yard: Yard, call: TwinCall): Answer {
  const now = yard.nowMs();
  const search = call.query.get("search") ?? "";
  const rows = yard.vms
    .all(call.caller.account)
    .filter((vm) => !vm.gone && vm.listedFromMs <= now && vm.name.includes(search))
    .map((vm) => vmView(yard, vm, call));
  return paged("instances", "Getting virtual machines successful", rows, call);
}

function read(yard: Yard, vm: Vm, call: TwinCall): Answer {
  const instance = vmView(yard, vm, call);
  return json(200, { status: true, message: "Getting virtual machine successful", instance });
}

function own(yard: Yard, call: TwinCall): Vm | undefined {
  const vm = yard.vms.find(call.params.id ?? "");
  return vm?.account === call.caller.account && !vm.gone ? vm : undefined;
}

const accepted = (message: string): Answer => json(200, { status: true, message });

const isOn = ({ state }: Vm) => state === "ACTIVE" || state === "ADDRESSLESS";

/** What a machine in the wrong state is refused with. */
const wrongState = ({ state }: Vm, wanted: string) =>
  fail(400, `The virtual machine must be in ${wanted} state; it is currently in ${state} state.`);

/** On the way nothing is billed. */
function move(yard: Yard, vm: Vm, [by, ms, to]: [string, number, string], rate: Rate): void {
  yard.vms.move(vm, by, FREE, [{ afterMs: ms, state: to, rate }]);
}

const paced = (yard: Yard, ms: number) => ms / yard.world.pace;

/** What starts takes as long as a boot where that is set. */
const startMs = (yard: Yard, call: TwinCall, ms: number) => call.settings.bootMs ?? paced(yard, ms);

function stop(yard: Yard, vm: Vm): Answer {
  if (!isOn(vm)) return wrongState(vm, "ACTIVE");
  move(yard, vm, ["STOPPING", paced(yard, STOP_MS), "SHUTOFF"], fullRate(vm.wire));
  return accepted("Virtual machine is being stopped");
}

function start(yard: Yard, vm: Vm, call: TwinCall): Answer {
  if (vm.state !== "SHUTOFF") return wrongState(vm, "SHUTOFF");
  move(yard, vm, ["STARTING", startMs(yard, call, START_MS), "ACTIVE"], fullRate(vm.wire));
  return accepted("Virtual machine is being started");
}

function reboot(yard: Yard, vm: Vm, call: TwinCall): Answer {
  if (!isOn(vm)) return wrongState(vm, "ACTIVE");
  move(yard, vm, ["REBOOTING", startMs(yard, call, REBOOT_MS), "ACTIVE"], fullRate(vm.wire));
  return accepted("Virtual machine is being rebooted");
}

/** Without a word about it the address is let go. */
function sleep(yard: Yard, vm: Vm, call: TwinCall): Answer {
  if (!isOn(vm)) return wrongState(vm, "ACTIVE");
  if (findFlavor(vm.wire.flavor, vm.region)?.staysAwake) {
    return fail(400, "Hibernation is not supported for the flavor of this virtual machine.");
  }
  const keeps = call.query.get("retain_ip") === "true";
  const wire = keeps ? vm.wire : { ...vm.wire, ip: null };
  const left = yard.vms.rewrite(vm, { wire });
  move(yard, left, ["HIBERNATING", paced(yard, SLEEP_MS), "HIBERNATED"], sleepRate(wire));
  return accepted("Virtual machine is being hibernated");
}

/** It needs its GPUs again, and another address where its own was let go. */
function wake(yard: Yard, vm: Vm, call: TwinCall): Answer {
  if (vm.state !== "HIBERNATED") return wrongState(vm, "HIBERNATED");
  if (yard.stockLeft(vm.offer, vm.region, vm.account) < vm.units) return refusals.noCapacity();
  const wire = { ...vm.wire, ip: vm.wire.ip ?? yard.world.addresses.next() };
  const back = yard.vms.rewrite(vm, { wire });
  move(yard, back, ["RESTORING", startMs(yard, call, WAKE_MS), "ACTIVE"], fullRate(wire));
  return accepted("Virtual machine is being restored");
}

/** One that is still being made cannot be ended yet. */
function remove(yard: Yard, vm: Vm, call: TwinCall): Answer {
  if (vm.state === "CREATING" || vm.state === "BUILD") {
    return fail(
      400,
      "The virtual machine is currently being created. Please wait until it is created and try again.",
    );
  }
  if (vm.state === "DELETING") return accepted("Virtual machine is being deleted");
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  const marked = haunted ? yard.vms.rewrite(vm, { zombie: true }) : vm;
  const gone = { afterMs: paced(yard, END_MS), state: "DELETED", rate: FREE, ends: true };
  yard.vms.move(marked, "DELETING", FREE, [gone]);
  return accepted("Virtual machine is being deleted");
}
