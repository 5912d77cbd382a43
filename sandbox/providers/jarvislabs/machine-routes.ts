import { FREE } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { HOSTS } from "./catalog";
import { answerWith, bootPlan, create, newPlace, perHour, take } from "./create";
import { type Box, fullRate, type Hall, isMute, pausedRate } from "./hall";
import { toView } from "./machine-view";
import { resumeSchema } from "./machine-wire";
import { fail, mutter, no, unprocessable } from "./refusals";

const PAUSE_MS = 15_000;
const END_MS = 10_000;

/** The machines of an account: list and read at the global host, the rest at their region's own. */
export function machineRoutes(hall: Hall): TwinRoute[] {
  const view = (box: Box) => toView(box, hall.nowMs());
  return [
    {
      method: "GET",
      path: "/users/fetch",
      run: (call) => json(200, { success: true, instances: listed(hall, call).map(view) }),
    },
    {
      method: "GET",
      path: "/users/fetch/:id",
      run(call) {
        const box = own(hall, call, call.params.id);
        return box ? json(200, { success: true, instance: view(box) }) : notFound();
      },
    },
    ...Object.values(HOSTS).flatMap((host) => regionRoutes(hall, host)),
  ];
}

function regionRoutes(hall: Hall, host: string): TwinRoute[] {
  const on = (run: (box: Box, call: TwinCall) => Answer) => (call: TwinCall) => {
    const box = own(hall, call, call.query.get("machine_id") ?? undefined);
    if (!box) return notFound();
    return HOSTS[box.region] === host ? run(box, call) : elsewhere();
  };
  const post = (path: string, run: TwinRoute["run"]): TwinRoute => ({
    method: "POST",
    path: `${host}${path}`,
    writes: true,
    run,
  });
  const both = (act: string, run: (box: Box, call: TwinCall) => Answer) => [
    post(
      `/misc/${act}`,
      on((box, call) => (box.wire.template === "vm" ? wrongKind() : run(box, call))),
    ),
    post(
      `/templates/vm/${act}`,
      on((box, call) => (box.wire.template === "vm" ? run(box, call) : wrongKind())),
    ),
  ];
  return [
    { method: "GET", path: `${host}/misc/status`, run: on(statusOf) },
    ...both("pause", (box) => pause(hall, box)),
    ...both("destroy", (box, call) => destroy(hall, box, call)),
    post("/templates/:template/create", (call) => create(hall, call, host)),
    post("/templates/:template/resume", (call) => resume(hall, call, host)),
  ];
}

const notFound = () => fail(404, "Instance not found");
const elsewhere = () => fail(400, "Region is not served by this host");
const wrongKind = () => fail(400, "Wrong endpoint for this kind of instance");

/** The account's machines; once its money is used up they are paused. */
function standing(hall: Hall, { caller: { account } }: TwinCall): Box[] {
  const alive = hall.boxes.all(account).filter((box) => !box.gone);
  const balance = hall.balance(account);
  if (balance === null || balance > 0n) return alive;
  return alive.map((box) =>
    box.state === "Running" ? hall.boxes.move(box, "Paused", pausedRate(box)) : box,
  );
}

function listed(hall: Hall, call: TwinCall): Box[] {
  return standing(hall, call).filter((box) => box.listedFromMs <= hall.nowMs());
}

function own(hall: Hall, call: TwinCall, id: string | undefined): Box | undefined {
  return standing(hall, call).find((box) => box.id === id);
}

/** While a machine is still being created nothing is known of how that goes. */
function statusOf({ state }: Box): Answer {
  if (state === "Creating") return fail(404, "Not found");
  const isFailed = state === "Failed";
  return json(200, {
    status: state,
    error: isFailed ? "The machine did not start" : "None",
    code: isFailed ? 500 : "None",
  });
}

/** Its GPUs are given back as soon as it is asked for. */
function pause(hall: Hall, box: Box): Answer {
  if (box.state !== "Running") return no(`Instance is not running but ${box.state}`);
  const rate = pausedRate(box);
  const afterMs = PAUSE_MS / hall.world.pace;
  hall.boxes.move(box, "Pausing", rate, [{ afterMs, state: "Paused", rate }]);
  return json(200, { success: true });
}

/** One that is still being created is ended too, but the answer says that it failed. */
function destroy(hall: Hall, box: Box, call: TwinCall): Answer {
  const isOdd = box.state === "Creating" || isMute(call.caller.account);
  if (box.state !== "Destroying") {
    const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
    const marked = haunted ? hall.boxes.rewrite(box, { zombie: true }) : box;
    const gone = { afterMs: END_MS / hall.world.pace, state: "Destroyed", rate: FREE, ends: true };
    hall.boxes.move(marked, "Destroying", FREE, [gone]);
  }
  return isOdd ? mutter() : json(200, { sucess: "True" });
}

/** A container comes back under another id, a VM under its own; both at another place. */
function resume(hall: Hall, call: TwinCall, host: string): Answer {
  const parsed = resumeSchema.safeParse(call.body);
  if (!parsed.success) return unprocessable(parsed.error);
  const body = parsed.data;
  const box = own(hall, call, String(body.machine_id));
  if (!box) return notFound();
  const { account, region } = box;
  if (HOSTS[region] !== host) return elsewhere();
  const { template } = box.wire;
  if (template !== call.params.template) return wrongKind();
  if (box.state !== "Paused") return no(`Instance is not paused but ${box.state}`);
  const wanted = { ...body, region, template, account };
  const pool = take(hall, wanted);
  if ("status" in pool) return pool;
  const id = template === "vm" ? box.id : hall.newId(account);
  const wire = {
    ...box.wire,
    ...newPlace(hall, id),
    gpuType: body.gpu_type,
    diskGb: body.hdd,
    isSpot: body.is_spot,
    hourlyMicros: perHour(hall, wanted, pool).toString(),
  };
  const known = id === box.id ? box : hall.boxes.rename(box, id);
  const back = hall.boxes.rewrite(known, { wire, name: body.name, units: body.num_gpus });
  const rate = fullRate(back);
  return answerWith(call, hall.boxes.move(back, "Resuming", rate, bootPlan(hall, call, rate)));
}
