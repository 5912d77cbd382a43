import { FREE } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { bootPlan, createPod, runningRate, stoppedRate } from "./create-pod";
import { allowedActions, type PodMachine, viewPod } from "./pod-view";
import { podActionSchema, updatePodSchema, violations } from "./pod-wire";
import { badRequest, conflict, invalid, notFound } from "./problems";
import type { Yard } from "./yard";

const RESTART_MS = 3_000;

/** The pods of an account: list, create, read, change, act, delete. */
export function podRoutes(yard: Yard): TwinRoute[] {
  return [
    { method: "GET", path: "/pods", run: (call) => listPods(yard, call) },
    { method: "POST", path: "/pods", writes: true, run: (call) => createPod(yard, call) },
    {
      method: "GET",
      path: "/pods/:id",
      run: (call) => withPod(yard, call, (pod) => answer(yard, pod)),
    },
    {
      method: "PATCH",
      path: "/pods/:id",
      writes: true,
      run: (call) => withPod(yard, call, (pod) => updatePod(yard, call, pod)),
    },
    {
      method: "DELETE",
      path: "/pods/:id",
      writes: true,
      run: (call) => withPod(yard, call, (pod) => terminate(yard, call, pod)),
    },
    {
      method: "POST",
      path: "/pods/:id/action",
      writes: true,
      run: (call) => withPod(yard, call, (pod) => actOnPod(yard, call, pod)),
    },
  ];
}

/**
 * Ends an account's pods that its balance no longer carries; one with a network volume is stopped,
 * since its data outlive it.
 */
export function settleBalance(yard: Yard, account: string): void {
  const balance = yard.balance(account);
  if (balance === null || balance > 0n) return;
  for (const pod of yard.pods.all(account)) {
    if (pod.gone || (pod.wire.mounts.network && pod.state === "EXITED")) continue;
    if (pod.wire.mounts.network) yard.pods.move(pod, "EXITED", stoppedRate(pod.wire.mounts));
    else yard.pods.move(pod, "TERMINATED", FREE, [], true);
  }
}

function listPods(yard: Yard, call: TwinCall): Answer {
  settleBalance(yard, call.caller.account);
  const now = yard.nowMs();
  const pods = yard.pods
    .all(call.caller.account)
    .filter((pod) => !pod.gone && pod.listedFromMs <= now);
  return json(200, { pods: pods.map((pod) => viewPod(yard, pod)) });
}

function withPod(yard: Yard, call: TwinCall, run: (pod: PodMachine) => Answer): Answer {
  settleBalance(yard, call.caller.account);
  const pod = yard.pods.find(call.params.id ?? "");
  if (!pod || pod.gone || pod.account !== call.caller.account) return notFound("pod not found");
  return run(pod);
}

function answer(yard: Yard, pod: PodMachine): Answer {
  return json(200, viewPod(yard, pod));
}

function updatePod(yard: Yard, call: TwinCall, pod: PodMachine): Answer {
  const parsed = updatePodSchema.safeParse(call.body);
  if (!parsed.success) return invalid(violations(parsed.error));
  const {
    name,
    locked,
    templateId,
    mounts,
    globalNetworking: _ignored,
    ...container
  } = parsed.data;
  if (templateId !== undefined) return notFound("template not found");
  if (mounts && Object.keys(mounts).length > 0) return badRequest("mounts cannot be changed");
  const wire = { ...pod.wire, ...container, locked: locked ?? pod.wire.locked };
  const changed = yard.pods.rewrite(pod, { name: name ?? pod.name, wire });
  const resets = Object.keys(container).length > 0 && pod.state === "RUNNING";
  return answer(yard, resets ? reboot(yard, call, changed) : changed);
}

function actOnPod(yard: Yard, call: TwinCall, pod: PodMachine): Answer {
  const parsed = podActionSchema.safeParse(call.body);
  if (!parsed.success) return invalid(violations(parsed.error));
  const { action } = parsed.data;
  if (!allowedActions(pod).includes(action)) {
    return conflict(`cannot ${action} a pod that is ${pod.state}`);
  }
  if (pod.wire.locked && (action === "stop" || action === "restart")) {
    return conflict("pod is locked");
  }
  switch (action) {
    case "terminate":
      return terminate(yard, call, pod);
    case "stop":
      return answer(yard, yard.pods.move(pod, "EXITED", stoppedRate(pod.wire.mounts)));
    case "restart":
      return answer(yard, reboot(yard, call, pod));
    case "start":
      return start(yard, call, pod);
  }
}

/**
 * A stopped pod stays bound to its machine: it starts only if that machine has GPUs left, and at
 * times comes up without any.
 */
function start(yard: Yard, call: TwinCall, pod: PodMachine): Answer {
  const left = yard.stockLeft(pod.offer, pod.region, pod.account);
  if (pod.state === "EXITED" && left < pod.units) {
    return badRequest("There are not enough free GPUs on the host machine to start this pod.");
  }
  const lost = call.twist?.kind === "no-gpu";
  const started = lost ? yard.pods.rewrite(pod, { wire: withoutGpus(pod) }) : pod;
  const hourly = BigInt(started.wire.hourlyMicros);
  const { mounts } = started.wire;
  const plan = bootPlan(yard, call, hourly, mounts);
  return answer(yard, yard.pods.move(started, "PROVISIONING", runningRate(hourly, mounts), plan));
}

function withoutGpus({ wire }: PodMachine) {
  return { ...wire, gpu: { ...wire.gpu, count: 0 }, hourlyMicros: "0" };
}

function reboot(yard: Yard, call: TwinCall, pod: PodMachine): PodMachine {
  const rate = runningRate(BigInt(pod.wire.hourlyMicros), pod.wire.mounts);
  const afterMs = call.settings.bootMs ?? RESTART_MS / yard.world.pace;
  return yard.pods.move(pod, "STARTING", rate, [{ afterMs, state: "RUNNING", rate }]);
}

function terminate(yard: Yard, call: TwinCall, pod: PodMachine): Answer {
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  const marked = haunted ? yard.pods.rewrite(pod, { zombie: true }) : pod;
  yard.pods.move(marked, "TERMINATED", FREE, [], true);
  return { status: 204 };
}
