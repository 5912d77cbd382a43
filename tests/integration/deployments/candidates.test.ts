import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { terminate } from "@/lib/deployments/terminate";
import { bringForward } from "@/lib/engine/bring-forward";
import { microsFromDecimal } from "@/lib/money";
import { removeKey } from "@/lib/provider-keys/remove-key";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  billOf,
  callsOf,
  expectSameMoney,
  isDone,
  isRunning,
  isTerminated,
  ledgerOf,
  makeTenant,
  rentTwins,
  setFault,
  workUntil,
} from "../operations/rented-world";
import { addFallback, askRanked, reprice, triesOf } from "./ranked-offers";

const twins = rentTwins();
const create = { method: "POST", path: "/pods$" };

it("launches from the next offer where the first has none, in another account of another provider", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const lambda = await addFallback(tenant, twins.sandbox.url, "lambda");
  const spare = await addFallback(tenant, twins.sandbox.url, "runpod");
  await setFault(tenant, create, { kind: "no-capacity" });
  const id = await askRanked(tenant, [lambda, spare]);
  const running = await workUntil(tenant, id, isRunning);
  expect(running).toMatchObject({
    providerId: "lambda",
    key: { id: lambda.keyId },
    instanceType: "gpu_1x_h100_pcie",
    region: "us-midwest-1",
    tier: null,
    cost: { quotedPerHour: "3.29" },
  });
  expect(await triesOf(id)).toMatchObject([
    { state: "refused", reason: "no-capacity", costMicros: 0n },
    { state: "made", reason: null },
    { state: "skipped", startedAt: null },
  ]);
  const [first, second] = await triesOf(id);
  expect(first?.detail).not.toBe("");
  expect(second?.startedAt).toEqual(first?.endedAt);
  expect((await billOf(tenant)).machines).toHaveLength(0);
  expect((await billOf(lambda)).machines).toHaveLength(1);
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, isTerminated);
  expect((await billOf(lambda)).machines).toMatchObject([{ listed: false }]);
});

it("launches from the next offer where a virtual machine's own is refused", async () => {
  const tenant = await makeTenant(twins.sandbox, "lambda");
  const runpod = await addFallback(tenant, twins.sandbox.url, "runpod");
  await setFault(tenant, { path: "/launch$" }, { kind: "no-capacity" });
  const id = await askRanked(tenant, [runpod]);
  const running = await workUntil(tenant, id, isRunning);
  expect(running).toMatchObject({ providerId: "runpod", tier: "secure" });
  expect((await billOf(runpod)).machines).toHaveLength(1);
  expect((await billOf(tenant)).machines).toHaveLength(0);
});

it("fails with the last reason once every offer is refused", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const dearer = await addFallback(tenant, twins.sandbox.url, "lambda");
  await setFault(tenant, create, { kind: "no-capacity" });
  const id = await askRanked(tenant, [dearer]);
  await reprice(dearer.offerId, 9_990_000n);
  const failed = await workUntil(tenant, id, isDone);
  expect(failed).toMatchObject({ status: "failed", statusReason: "offer-dearer" });
  expect(failed.endedAt).not.toBeNull();
  expect(await triesOf(id)).toMatchObject([
    { state: "refused", reason: "no-capacity" },
    { state: "refused", reason: "offer-dearer" },
  ]);
  expect(failed.cost.soFar).toBe("0");
});

it("buys no offer above the ceiling, and none under a key the provider refused", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const poor = await addFallback(tenant, twins.sandbox.url, "lambda");
  const good = await addFallback(tenant, twins.sandbox.url, "runpod");
  const id = await askRanked(tenant, [poor, good]);
  await asWorker(async (tx) => {
    const data = { maxPerHourMicros: 2_000_000n };
    await tx.deployment.update({ where: { id }, data });
    await tx.providerKey.update({ where: { id: poor.keyId }, data: { state: "refused" } });
  });
  const running = await workUntil(tenant, id, isRunning);
  expect(running.key.id).toBe(good.keyId);
  expect(await triesOf(id)).toMatchObject([
    { state: "refused", reason: "offer-dearer" },
    { state: "skipped" },
    { state: "made" },
  ]);
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(0);
});

it("counts the disk of the provider it comes to against the ceiling", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askRanked(tenant, []);
  await asWorker((tx) =>
    tx.deployment.update({ where: { id }, data: { maxPerHourMicros: 3_291_000n } }),
  );
  const failed = await workUntil(tenant, id, isDone);
  expect(failed).toMatchObject({ status: "failed", statusReason: "offer-dearer" });
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(0);
});

it("removes a machine that never ran before the next offer is tried, and notes what that cost", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const next = await addFallback(tenant, twins.sandbox.url, "runpod");
  await setFault(tenant, create, { kind: "boot-fails" });
  const id = await askRanked(tenant, [next]);
  const running = await workUntil(tenant, id, isRunning);
  expect(running).toMatchObject({ gpuModel: "h100-sxm", tier: "secure", key: { id: next.keyId } });
  const [given] = await triesOf(id);
  const lost = await billOf(tenant);
  expect(lost.machines).toMatchObject([{ listed: false }]);
  expect(given).toMatchObject({ state: "refused", reason: "boot-failed" });
  expect(given?.costMicros).toBeGreaterThan(0n);
  const [kept] = (await billOf(next)).machines;
  expect(Date.parse(kept?.createdAt ?? "")).toBeGreaterThanOrEqual(
    Date.parse(lost.machines[0]?.endedAt ?? ""),
  );

  await runVerb(terminate, tenant.scope, { deploymentId: id });
  const ended = await workUntil(tenant, id, isTerminated);
  const billed = BigInt(lost.totalMicros) + BigInt((await billOf(next)).totalMicros);
  const off = ledgerOf(ended) - billed;
  const slack = ((microsFromDecimal("3.29") ?? 0n) * 4n) / 3_600n;
  expect(off < 0n ? -off : off).toBeLessThanOrEqual(slack);
});

it("does not go on to the next offer while an answer is missing", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const next = await addFallback(tenant, twins.sandbox.url, "runpod");
  await setFault(tenant, create, { kind: "answer-lost" });
  const id = await askRanked(tenant, [next]);
  await workUntil(tenant, id, isRunning);
  expect((await billOf(tenant)).machines).toHaveLength(1);
  expect((await billOf(next)).machines).toHaveLength(0);
  expect(await triesOf(id)).toMatchObject([{ state: "made" }, { state: "skipped" }]);
});

it("finds what it made though two workers' clocks do not agree", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "answer-lost" });
  const id = await askRanked(tenant, []);
  await bringForward(id);
  await asWorker((tx) =>
    tx.launchCandidate.updateMany({
      where: { deploymentId: id },
      data: { startedAt: new Date(Date.now() + 60_000) },
    }),
  );
  await workUntil(tenant, id, isRunning);
  expect((await billOf(tenant)).machines).toHaveLength(1);
});

it("goes on where the key may not launch, and marks it", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const next = await addFallback(tenant, twins.sandbox.url, "runpod");
  await setFault(tenant, create, { kind: "answer", status: 403, body: { message: "no right" } });
  const id = await askRanked(tenant, [next]);
  const running = await workUntil(tenant, id, isRunning);
  expect(running.key.id).toBe(next.keyId);
  expect((await triesOf(id))[0]).toMatchObject({ state: "refused", reason: "key-refused" });
  const key = await asWorker((tx) =>
    tx.providerKey.findUniqueOrThrow({ where: { id: tenant.keyId } }),
  );
  expect(key.state).toBe("refused");
});

it("gives up what is left of the list when the person wants it no more", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const next = await addFallback(tenant, twins.sandbox.url, "runpod");
  const id = await askRanked(tenant, [next]);
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, isTerminated);
  expect(await triesOf(id)).toMatchObject([{ state: "skipped" }, { state: "skipped" }]);
  expect((await billOf(next)).machines).toHaveLength(0);
});

it("keeps the key of an offer that may yet be tried, and lets it go once it was not needed", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const next = await addFallback(tenant, twins.sandbox.url, "runpod");
  const id = await askRanked(tenant, [next]);
  const remove = () => runVerb(removeKey, tenant.scope, { keyId: next.keyId });
  await expect(remove()).rejects.toMatchObject({ reason: "key-in-use", values: { count: 1 } });
  await workUntil(tenant, id, isRunning);
  expect(await remove()).toEqual({ id: next.keyId });
});

it("lets go of what is left of the list where the machine stopped by itself while starting", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const next = await addFallback(tenant, twins.sandbox.url, "runpod");
  await setFault(tenant, create, { kind: "boot-stuck" });
  const id = await askRanked(tenant, [next]);
  const made = await workUntil(tenant, id, ({ status }) => status === "provisioning");
  const machine = `machines/${made.providerInstanceId}/kill`;
  await tenant.wire.control("POST", machine, { how: "exited" });
  expect(await workUntil(tenant, id, isDone)).toMatchObject({ status: "stopped" });
  expect(await triesOf(id)).toMatchObject([{ state: "made" }, { state: "skipped" }]);
});

it("stops asking for what was refused three times, and says so", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "no-capacity" }, null);
  for (let number = 0; number < 3; number += 1) {
    const failed = await workUntil(tenant, await askRanked(tenant, []), isDone);
    expect(failed.statusReason).toBe("no-capacity");
  }
  const paused = await workUntil(tenant, await askRanked(tenant, []), isDone);
  expect(paused.statusReason).toBe("capacity-pause");
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(3);
});

it("asks for one GPU all the same where eight of it were refused three times", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const eight = { count: 8, quotedPerHour: "26.32" };
  await setFault(tenant, create, { kind: "no-capacity" }, 3);
  for (let number = 0; number < 3; number += 1) {
    const failed = await workUntil(tenant, await askRanked(tenant, [], eight), isDone);
    expect(failed.statusReason).toBe("no-capacity");
  }
  await workUntil(tenant, await askRanked(tenant, []), isRunning);
});

it("books the machine of a single ranked offer as any other", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askRanked(tenant, []);
  await workUntil(tenant, id, isRunning);
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await expectSameMoney(tenant, await workUntil(tenant, id, isTerminated));
});
