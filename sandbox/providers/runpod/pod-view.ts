import { seeded } from "../../ids";
import type { Machine } from "../../machines";
import { microsToNumber } from "../../money";
import type { PodConfig } from "./pod-wire";
import type { Yard } from "./yard";

export type PodMachine = Machine<PodConfig>;
type PodAction = "start" | "stop" | "restart" | "terminate";

const ACTIONS: Record<string, PodAction[]> = {
  PROVISIONING: ["stop", "terminate"],
  STARTING: ["stop", "terminate"],
  RUNNING: ["stop", "restart", "terminate"],
  EXITED: ["start", "terminate"],
  ERROR: ["start", "terminate"],
};

export function allowedActions(pod: PodMachine): PodAction[] {
  return ACTIONS[pod.state] ?? [];
}

/** A pod as the v2 API answers it, by a clock that may be wrong. */
export function viewPod(yard: Pick<Yard, "nowMs" | "settings">, pod: PodMachine) {
  return toPod(pod, yard.nowMs(), yard.settings.of(pod.account).clockSkewMs ?? 0);
}

function toPod(pod: PodMachine, nowMs: number, skewMs: number) {
  const { wire } = pod;
  const costs = pod.state !== "EXITED" && pod.state !== "TERMINATED";
  const running = pod.state === "RUNNING";
  const startedAtMs = pod.segments.findLast((part) => part.state === "RUNNING")?.fromMs ?? null;
  const ports = portsOf(pod);
  const ssh = ports.find((port) => port.private === 22 && port.type === "tcp");
  const proxyUser = gateUser(pod);
  return {
    id: pod.id,
    name: pod.name,
    status: pod.state,
    actions: allowedActions(pod),
    image: wire.image,
    args: wire.args,
    disk: wire.disk,
    ports: wire.ports,
    env: wire.env,
    registry: wire.registry,
    mounts: wire.mounts,
    gpu: wire.gpu,
    cloud: wire.cloud,
    dataCenterId: pod.region,
    cudaVersion: wire.cudaVersion,
    ssh: {
      proxy: {
        host: "ssh.runpod.io",
        port: 22,
        username: proxyUser,
        command: `ssh ${proxyUser}@ssh.runpod.io`,
      },
      direct:
        running && ssh && ssh.ip !== null && ssh.public !== null
          ? {
              host: ssh.ip,
              port: ssh.public,
              username: "root",
              command: `ssh root@${ssh.ip} -p ${ssh.public}`,
            }
          : null,
    },
    cost: costs ? microsToNumber(BigInt(wire.hourlyMicros)) : 0,
    locked: wire.locked,
    globalNetworking: { enabled: false },
    template: null,
    runtime: running
      ? { uptime: Math.max(0, Math.floor((nowMs - (startedAtMs ?? nowMs)) / 1000)), ports }
      : null,
    createdAt: new Date(pod.createdAtMs + skewMs).toISOString(),
    startedAt: startedAtMs === null ? null : new Date(startedAtMs + skewMs).toISOString(),
  };
}

/** The name by which the provider's gate tells this pod from others. */
export function gateUser({ id }: PodMachine): string {
  return `${id}-64411${seeded(0, id, 4096).toString(16).padStart(3, "0")}`;
}

/** Its ports as the wire tells them; no two are reached at the same one. */
export function portsOf(pod: PodMachine) {
  return pod.wire.ports.map((port, index) => portView(pod, port, index));
}

function portView(pod: PodMachine, port: string, index: number) {
  const [number = "0", type = "tcp"] = port.split("/");
  const open = type === "tcp" && pod.wire.publicIp !== null;
  return {
    private: Number(number),
    public: open ? 10_000 + seeded(0, pod.id, 50_000) + index : null,
    type,
    ip: open ? pod.wire.publicIp : null,
  };
}
