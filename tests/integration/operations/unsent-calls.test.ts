import { expect, it } from "vitest";
import { credentialMark } from "@/lib/call-limits/account-mark";
import { asWorker } from "@/lib/db";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import { bringForward } from "@/lib/engine/bring-forward";
import { openKey } from "@/lib/provider-keys/open-key";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  askFor,
  billOf,
  callsOf,
  isRunning,
  isTerminated,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "./rented-world";

const twins = rentTwins();
const BREAKER = "provider:runpod";

async function leaveRunpodAlone(): Promise<void> {
  const openUntil = new Date(Date.now() + 3_600_000);
  await asWorker((tx) =>
    tx.breaker.upsert({
      where: { id: BREAKER },
      create: { id: BREAKER, windowFrom: new Date(), openUntil },
      update: { openUntil },
    }),
  );
}

const trustRunpod = () => asWorker((tx) => tx.breaker.deleteMany({ where: { id: BREAKER } }));

/** Uses up the account's calls, or gives them back. */
async function setTokens(tenant: Tenant, tokens: number): Promise<void> {
  const { credentials } = await asWorker((tx) => openKey(tx, tenant.keyId));
  const mark = credentialMark("runpod", credentials);
  await asWorker((tx) =>
    tx.rateBucket.updateMany({
      where: { id: { startsWith: mark } },
      data: { tokens, at: new Date() },
    }),
  );
}

const callsFor = (deploymentId: string) =>
  asWorker((tx) => tx.providerCall.findMany({ where: { operation: { deploymentId } } }));

it("sends the very same purchase later where the provider is left alone for a while", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await leaveRunpodAlone();
  const id = await askFor(tenant);
  await bringForward(id);
  const [waiting] = await callsFor(id);
  expect(waiting).toMatchObject({ status: "INTENT", sentAt: null });
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(0);

  await trustRunpod();
  await asWorker((tx) =>
    tx.operation.updateMany({ where: { deploymentId: id }, data: { runAfter: new Date(0) } }),
  );
  await workUntil(tenant, id, isRunning);
  expect(await callsFor(id)).toMatchObject([{ id: waiting?.id, key: waiting?.key, status: "OK" }]);
  expect((await billOf(tenant)).machines).toHaveLength(1);
});

it("withdraws a purchase that was never sent when the person wants it no more", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await leaveRunpodAlone();
  const id = await askFor(tenant);
  await bringForward(id);
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await trustRunpod();
  await workUntil(tenant, id, isTerminated);
  expect((await callsFor(id)).map(({ status }) => status)).toEqual(["ABSENT"]);
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(0);
});

it("waits with a purchase until it is the account's turn", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await workUntil(tenant, await askFor(tenant), isRunning);
  await setTokens(tenant, -1_000);
  const id = await askFor(tenant);
  await workUntil(tenant, id, ({ operation }) => operation?.waitingFor === "throttled");
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(1);
  await setTokens(tenant, 60);
  await asWorker((tx) =>
    tx.operation.updateMany({ where: { deploymentId: id }, data: { runAfter: new Date(0) } }),
  );
  await workUntil(tenant, id, isRunning);
  const launches = (await callsFor(id)).filter(({ verb }) => verb === "launch");
  expect(launches).toMatchObject([{ status: "OK" }]);
});

it("stops and ends machines of a provider that is otherwise left alone", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  await workUntil(tenant, id, isRunning);
  await leaveRunpodAlone();
  await runVerb(stop, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, ({ status }) => status === "stopped");
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, isTerminated);
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
  await trustRunpod();
});

it("does as the provider says that wants to be left alone, whichever call was turned away", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  await setFault(tenant, { method: "GET" }, { kind: "rate-limited", retryAfterS: 2 });
  const fromMs = Date.now();
  await workUntil(tenant, id, isRunning);
  expect(Date.now() - fromMs).toBeGreaterThanOrEqual(1_900);
});

it("asks again to end a machine whose provider ends none that is still being made", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, { method: "POST", path: "/pods$" }, { kind: "boot-stuck" });
  const id = await askFor(tenant);
  await workUntil(tenant, id, ({ status }) => status === "provisioning");
  const busy = { kind: "answer", status: 409, body: { message: "still being made" } };
  await setFault(tenant, { method: "DELETE" }, busy, 3);
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, isTerminated);
  expect(await callsOf(tenant, "DELETE", /\/pods\//)).toBe(4);
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
});

it("gives up a start at its deadline although the provider cannot be asked", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  await workUntil(tenant, id, isRunning);
  await runVerb(stop, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, ({ status }) => status === "stopped");
  await runVerb(start, tenant.scope, { deploymentId: id });
  await setFault(tenant, { method: "GET" }, { kind: "server-error", status: 503 }, null);
  await bringForward(id);
  await asWorker((tx) =>
    tx.operation.updateMany({
      where: { deploymentId: id, state: "open" },
      data: { deadline: new Date(0), runAfter: new Date(0) },
    }),
  );
  const given = await workUntil(tenant, id, ({ operation }) => operation === null);
  expect(given).toMatchObject({
    status: "stopped",
    statusReason: "provider-unreachable",
    desired: "stopped",
  });
});
