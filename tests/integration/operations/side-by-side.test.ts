import { expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { launch } from "@/lib/deployments/launch";
import { getDeployment } from "@/lib/deployments/queries";
import { reconcile } from "@/lib/deployments/reconcile";
import { terminate } from "@/lib/deployments/terminate";
import { bringForward } from "@/lib/engine/bring-forward";
import { plans } from "@/lib/engine/plans";
import { claimDue, NotMine, whileHeld } from "@/lib/operations/claim";
import { runOperation } from "@/lib/operations/run-operation";
import { runVerb } from "@/lib/verbs/run-verb";
import { asOwner } from "./as-owner";
import {
  askFor,
  billOf,
  callsOf,
  deploymentsOf,
  eventually,
  isRunning,
  isTerminated,
  launchForm,
  makeTenant,
  rentTwins,
  setFault,
  workUntil,
} from "./rented-world";

const twins = rentTwins();
const create = { method: "POST", path: "/pods$" };

it("makes one machine however many workers are woken for it", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "delay", ms: 100 });
  const id = await askFor(tenant);
  await Promise.all(Array.from({ length: 6 }, () => bringForward(id)));
  await workUntil(tenant, id, isRunning);
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(1);
  expect((await billOf(tenant)).machines).toHaveLength(1);
});

it("takes a double click as one click", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const options = { requestId: "the-same-click-12345" };
  const click = () => runVerb(launch, tenant.scope, launchForm(tenant), options);
  const [first, second] = await Promise.all([click(), click()]);
  expect(second.deployments[0]?.id).toBe(first.deployments[0]?.id);
  expect(await deploymentsOf(tenant.scope)).toHaveLength(1);
});

it("takes up a wish at once that came while a step was at work, however long the step would wait", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await askFor(tenant);
  await reconcile(deploymentId, clock.now());
  const [hold] = await claimDue({ now: clock.now(), limit: 1, deploymentId });
  if (!hold) throw new Error("nothing was due");
  const step = async () => {
    await runVerb(terminate, tenant.scope, { deploymentId });
    return { kind: "wait", forMs: 3_600_000, reason: "provider-unreachable" } as const;
  };
  await runOperation(hold, { ...plans, create: { first: "create", steps: { create: step } } });
  expect(await claimDue({ now: clock.now(), limit: 1, deploymentId })).toHaveLength(1);
});

it("leaves what is due at a provider that it does not know to a newer worker, and puts it off for none", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await askFor(tenant);
  await reconcile(deploymentId, clock.now());
  const moveTo = (providerId: string) =>
    asOwner((owner) =>
      owner.query("UPDATE deployment SET provider_id = $2 WHERE id = $1", [
        deploymentId,
        providerId,
      ]),
    );
  const { providerId } = await getDeployment(tenant.scope, deploymentId);
  await moveTo("of-a-newer-build");
  expect(await claimDue({ now: clock.now(), limit: 1, deploymentId })).toEqual([]);
  await moveTo(providerId);
  expect(await claimDue({ now: clock.now(), limit: 1, deploymentId })).toMatchObject([
    { fence: 1 },
  ]);
});

it("lets a worker that slept through its lease write nothing", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await askFor(tenant);
  await reconcile(deploymentId, clock.now());
  const [asleep] = await claimDue({ now: clock.now(), limit: 1, deploymentId });
  expect(await claimDue({ now: clock.now(), limit: 1, deploymentId })).toEqual([]);
  await asOwner((owner) =>
    owner.query(
      "UPDATE operation SET lease_until = clock_timestamp() - interval '1 second' WHERE deployment_id = $1",
      [deploymentId],
    ),
  );
  const [awake] = await claimDue({ now: clock.now(), limit: 1, deploymentId });
  expect(awake?.fence).toBe((asleep?.fence ?? 0) + 1);
  if (!asleep || !awake) throw new Error("both must have held it");
  await expect(whileHeld(asleep, async () => "written")).rejects.toThrow(NotMine);
  expect(await whileHeld(awake, async () => "written")).toBe("written");
});

it("removes what was made when a delete comes while the create is on its way", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "delay", ms: 300 });
  const id = await askFor(tenant);
  const working = bringForward(id);
  await eventually(
    () => callsOf(tenant, "POST", /\/pods$/),
    (calls) => calls === 1,
  );
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await working;
  const ended = await workUntil(tenant, id, isTerminated);
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
  expect(ended.operations.map(({ kind, state }) => [kind, state])).toEqual([
    ["delete", "succeeded"],
    ["create", "superseded"],
  ]);
});

it("looks for the machine of an unanswered create before it calls a delete done", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await tenant.wire.control("POST", "settings", { listLagMs: 400 });
  await setFault(tenant, create, { kind: "answer-lost" });
  const id = await askFor(tenant);
  await bringForward(id);
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, isTerminated);
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
});

it("makes nothing at all when the delete comes first", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  const ended = await workUntil(tenant, id, isTerminated);
  expect(ended.cost.soFar).toBe("0");
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(0);
});
