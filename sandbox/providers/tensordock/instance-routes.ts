import { FREE } from "../../ledger";
import type { Step } from "../../machines";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { createInstance } from "./create-instance";
import { listView, oneView, type Shape } from "./instance-view";
import { hidden, notFound, refusals } from "./refusals";
import { type Instance, RELEASED, rateOf, type Yard } from "./yard";

const START_MS = 30_000;
const STOP_MS = 20_000;
const END_MS = 10_000;

/** The instances of an account: list, create, read, start, stop, delete. */
export function instanceRoutes(yard: Yard): TwinRoute[] {
  const path = "/instances";
  const one = `${path}/:id`;
  const withOne = (gone: () => Answer, run: (found: Instance, call: TwinCall) => Answer) => {
    return (call: TwinCall) => {
      const found = yard.instances.find(call.params.id ?? "");
      const isOwn = found && !found.gone && found.account === call.caller.account;
      return isOwn ? run(found, call) : gone();
    };
  };
  const hiddenGone = () => hidden(404, "Instance not found");
  const act = (verb: string, run: (found: Instance, call: TwinCall) => Answer): TwinRoute => ({
    method: "POST",
    path: `${one}/${verb}`,
    writes: true,
    run: withOne(hiddenGone, run),
  });
  return [
    { method: "GET", path, run: (call) => list(yard, call) },
    { method: "POST", path, writes: true, run: (call) => createInstance(yard, call) },
    {
      method: "GET",
      path: one,
      run: withOne(notFound, (found, call) => json(200, oneView(shapeOf(call), found))),
    },
    {
      method: "DELETE",
      path: one,
      writes: true,
      run: withOne(hiddenGone, (found, call) => end(yard, found, call)),
    },
    act("start", (found, call) => start(yard, found, call)),
    act("stop", (found) => stop(yard, found)),
  ];
}

/** Which of the forms an account is answered in: that of the one document, or as its key says. */
function shapeOf({ caller: { trouble } }: TwinCall): Shape {
  return trouble === "flat" || trouble === "nested" ? trouble : "listed";
}

function list(yard: Yard, call: TwinCall): Answer {
  const found = yard.instances
    .all(call.caller.account)
    .filter((one) => !one.gone && one.listedFromMs <= yard.nowMs());
  return json(200, listView(shapeOf(call), found));
}

function stop(yard: Yard, one: Instance): Answer {
  if (one.state === "stopping") return accepted(one);
  if (one.state !== "running") return hidden(400, "The instance must be running to be stopped");
  return becoming(yard, one, "stopping", {
    afterMs: STOP_MS / yard.world.pace,
    state: "stopped",
  });
}

/** A machine whose card was given away starts only where there is another. */
function start(yard: Yard, one: Instance, call: TwinCall): Answer {
  if (one.state === "starting") return accepted(one);
  if (one.state !== "stopped" && one.state !== RELEASED) {
    return hidden(400, "The instance must be stopped to be started");
  }
  const isReleased = one.state === RELEASED;
  if (isReleased && yard.stockLeft(one.offer, one.region, one.account) < one.units) {
    return refusals.noCapacity();
  }
  if (call.twist?.kind === "boot-stuck") return becoming(yard, one, "starting", null);
  const afterMs = call.settings.bootMs ?? START_MS / yard.world.pace;
  return becoming(yard, one, "starting", { afterMs, state: "running" });
}

function becoming(
  yard: Yard,
  one: Instance,
  state: string,
  then: Pick<Step, "afterMs" | "state"> | null,
): Answer {
  const rate = rateOf(one);
  return accepted(yard.instances.move(one, state, rate, then ? [{ ...then, rate }] : []));
}

function accepted({ id, state }: Instance): Answer {
  return json(200, { data: { type: "virtualmachine", id, attributes: { status: state } } });
}

function end(yard: Yard, one: Instance, call: TwinCall): Answer {
  if (one.state !== "deleting") {
    const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
    const marked = haunted ? yard.instances.rewrite(one, { zombie: true }) : one;
    const afterMs = END_MS / yard.world.pace;
    const gone = { afterMs, state: "deleted", rate: FREE, ends: true };
    yard.instances.move(marked, "deleting", FREE, [gone]);
  }
  return json(200, { data: { type: "success", message: "Instance is being deleted" } });
}
