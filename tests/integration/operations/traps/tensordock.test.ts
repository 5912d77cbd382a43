import { expect, it } from "vitest";
import { z } from "zod";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import { bringForward } from "@/lib/engine/bring-forward";
import { runVerb } from "@/lib/verbs/run-verb";
import { askAt, type Life, settleAt } from "../any-provider";
import {
  billOf,
  callsOf,
  isRunning,
  isTerminated,
  rentTwins,
  setFault,
  workUntil,
} from "../rented-world";

/** Well within the time that the adapter allows, at the pace of these tests. */
const LATE_MS = 900;
const LIFE_MS = 60_000;
const create = { method: "POST", path: "^/instances$" };
const sent = z.array(
  z.object({ method: z.string(), path: z.string(), body: z.unknown().optional() }),
);
const twins = rentTwins();

/** The body of the create that went over the wire last. */
async function lastCreate({ tenant: { wire } }: Life): Promise<unknown> {
  const calls = sent.parse((await wire.control("GET", "log")).body);
  return calls.findLast(({ method, path }) => method === "POST" && path === "/instances")?.body;
}

it(
  "a create at TensorDock whose answer never came and whose machine shows late makes one machine",
  async () => {
    const life = await settleAt(twins.sandbox, "tensordock");
    const { tenant } = life;
    await tenant.wire.control("POST", "settings", { listLagMs: LATE_MS });
    await setFault(tenant, create, { kind: "answer-lost" });
    const running = await workUntil(tenant, await askAt(life), isRunning);
    const { machines } = await billOf(tenant);
    expect(machines.map(({ id }) => id)).toEqual([running.providerInstanceId]);
    expect(await callsOf(tenant, "POST", /\/instances$/)).toBe(1);
  },
  LIFE_MS,
);

it(
  "a create at TensorDock that came twice leaves one machine, and the other is told of",
  async () => {
    const life = await settleAt(twins.sandbox, "tensordock");
    const { tenant } = life;
    await setFault(tenant, create, { kind: "answer-lost" });
    const deploymentId = await askAt(life);
    await bringForward(deploymentId);
    const [first] = (await billOf(tenant)).machines;
    await tenant.wire.call("POST", "/instances", await lastCreate(life));
    expect((await billOf(tenant)).machines.map(({ name }) => name)).toEqual([
      first?.name,
      first?.name,
    ]);
    const running = await workUntil(tenant, deploymentId, isRunning);
    expect(running.events.map(({ type }) => type)).toContain("deployment.duplicate-removed");
    await runVerb(terminate, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isTerminated);
    const { machines } = await billOf(tenant);
    expect(machines).toHaveLength(2);
    expect(machines.filter(({ listed }) => listed)).toEqual([]);
  },
  LIFE_MS,
);

it(
  "a create at TensorDock refused under status 200 is known to have made nothing",
  async () => {
    const life = await settleAt(twins.sandbox, "tensordock");
    const { tenant } = life;
    await setFault(tenant, create, { kind: "no-capacity" }, null);
    const failed = await workUntil(
      tenant,
      await askAt(life),
      ({ operation, status }) => operation === null && status !== "requested",
    );
    expect(failed.statusReason).toBe("no-capacity");
    expect(failed.operations[0]?.calls.map(({ status }) => status)).toEqual(["FAILED"]);
    expect((await billOf(tenant)).machines).toEqual([]);
  },
  LIFE_MS,
);

it(
  "a machine at TensorDock whose card was given away stays stopped with that reason, and can be ended",
  async () => {
    const life = await settleAt(twins.sandbox, "tensordock");
    const { tenant } = life;
    const deploymentId = await askAt(life);
    const { providerInstanceId } = await workUntil(tenant, deploymentId, isRunning);
    await runVerb(stop, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, ({ status }) => status === "stopped");
    await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "released" });
    await setFault(tenant, { method: "POST", path: "/start$" }, { kind: "no-capacity" });
    await runVerb(start, tenant.scope, { deploymentId });
    const kept = await workUntil(tenant, deploymentId, ({ operation }) => operation === null);
    expect(kept).toMatchObject({
      status: "stopped",
      statusReason: "no-capacity",
      can: { terminate: true },
    });
    await runVerb(terminate, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isTerminated);
    expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
  },
  LIFE_MS,
);
