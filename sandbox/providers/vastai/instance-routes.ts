import { FREE } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import type { Bazaar, Instance } from "./bazaar";
import { findAsk } from "./catalog";
import { createInstance } from "./create-instance";
import { listInstances } from "./instance-pages";
import { singleView } from "./instance-view";
import { changeSchema } from "./instance-wire";
import { boot, reboot, settle, stop, stoppedRate } from "./lives";
import { invalidArgs, noSuchInstance, refuse } from "./refusals";
import { withRight } from "./rights";

const done = () => json(200, { success: true });
const ONE = "/api/v0/instances/:id/";

/** Accepting an ask, and the instances that come of it. */
export function instanceRoutes(bazaar: Bazaar): TwinRoute[] {
  const withOne = (run: (call: TwinCall, instance: Instance) => Answer) => (call: TwinCall) =>
    withInstance(bazaar, call, (instance) => run(call, instance));
  const read = (path: string, run: TwinRoute["run"]) =>
    withRight("instances", { method: "GET", path, run });
  const write = (method: string, path: string, run: TwinRoute["run"]) =>
    withRight("instances", { method, path, writes: true, run });
  return [
    read("/api/v1/instances/", (call) => listInstances(bazaar, call)),
    read(ONE, (call) => show(bazaar, call)),
    write("PUT", "/api/v0/asks/:id/", (call) => createInstance(bazaar, call)),
    write(
      "PUT",
      "/api/v0/instances/reboot/:id/",
      withOne((call, instance) => {
        if (instance.state !== "running") return invalidArgs("the instance is not running");
        reboot(bazaar, instance, call);
        return done();
      }),
    ),
    write(
      "PUT",
      ONE,
      withOne((call, instance) => change(bazaar, call, instance)),
    ),
    write(
      "DELETE",
      ONE,
      withOne((call, instance) => destroy(bazaar, call, instance)),
    ),
  ];
}

/** One that has ended is told as nothing, one that never was as missing. */
function show(bazaar: Bazaar, call: TwinCall): Answer {
  const { account } = call.caller;
  settle(bazaar, account);
  const instance = bazaar.instances.find(call.params.id ?? "");
  if (!instance || instance.account !== account) return noSuchInstance();
  return json(200, { instances: instance.gone ? null : singleView(call, instance) });
}

function withInstance(bazaar: Bazaar, call: TwinCall, run: (instance: Instance) => Answer): Answer {
  const { account } = call.caller;
  if (!/^\d+$/.test(call.params.id ?? "")) return invalidArgs("invalid instance_id");
  settle(bazaar, account);
  const instance = bazaar.instances.find(call.params.id ?? "");
  if (!instance || instance.gone || instance.account !== account) return noSuchInstance();
  return run(instance);
}

function change(bazaar: Bazaar, call: TwinCall, instance: Instance): Answer {
  const parsed = changeSchema.safeParse(call.body);
  if (!parsed.success) return invalidArgs("Invalid args");
  const { state, label } = parsed.data;
  const named =
    label === undefined ? instance : bazaar.instances.rewrite(instance, { name: label });
  if (state === "stopped") stop(bazaar, named);
  return state === "running" ? start(bazaar, call, named) : done();
}

/** A stopped instance has given its GPUs back; where these are taken it waits for them. */
function start(bazaar: Bazaar, call: TwinCall, instance: Instance): Answer {
  const ask = findAsk(instance.wire.askId);
  const rest = stoppedRate(instance.wire);
  if (["new", "loading", "running", "rebooting"].includes(instance.state)) return done();
  if (call.twist?.kind === "boot-stuck") {
    const wire = { ...instance.wire, stuck: true };
    bazaar.instances.move(bazaar.instances.rewrite(instance, { wire }), "scheduling", rest);
    return done();
  }
  if (ask && bazaar.isFree(ask, instance.account)) {
    boot(bazaar, instance, call);
    return done();
  }
  bazaar.instances.move(instance, "scheduling", rest);
  const msg = "Required resources are currently unavailable, state change queued.";
  return refuse(200, "resources_unavailable", msg);
}

function destroy(bazaar: Bazaar, call: TwinCall, instance: Instance): Answer {
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  const marked = haunted ? bazaar.instances.rewrite(instance, { zombie: true }) : instance;
  bazaar.instances.move(marked, "ended", FREE, [], true);
  return json(200, { success: true, msg: "Instance destroyed successfully" });
}
