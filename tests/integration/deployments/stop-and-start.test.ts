import { expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { reconcile } from "@/lib/deployments/reconcile";
import { rename } from "@/lib/deployments/rename";
import { restart } from "@/lib/deployments/restart";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import type { DeploymentDetail } from "@/lib/deployments/types";
import { bringForward } from "@/lib/engine/bring-forward";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  askFor,
  billOf,
  callsOf,
  eventually,
  expectSameMoney,
  isRunning,
  isTerminated,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../operations/rented-world";

const twins = rentTwins();
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
const action = { method: "POST", path: "/action$" };
const oneMachine = { method: "GET", path: "/pods/" };
const notFound = {
  kind: "answer",
  status: 404,
  body: { title: "Not Found", status: 404, detail: "pod not found" },
};

async function runMachine(tenant: Tenant): Promise<string> {
  const id = await askFor(
    tenant,
    tenant.wire.key.includes("lambda") ? { sshPublicKeys: [sshPublicKey] } : {},
  );
  await workUntil(tenant, id, isRunning);
  return id;
}

const isStopped = ({ status }: { status: string }) => status === "stopped";
const isStartedAgain = ({ operations }: DeploymentDetail) =>
  operations.some(({ kind, state }) => kind === "start" && state === "succeeded");
const isIdle = ({ operation }: { operation: unknown }) => operation === null;

it("stops, starts and ends a machine, and books the bill of it all", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  await runVerb(stop, tenant.scope, { deploymentId });
  const stopped = await workUntil(tenant, deploymentId, isStopped);
  expect(stopped.cost.nowPerHour).toBe(stopped.cost.stoppedPerHour);
  expect(stopped.cost.stoppedPerHour).not.toBe("0");
  expect(stopped.can).toMatchObject({ stop: false, start: true, restart: false, terminate: true });

  const asked = await runVerb(start, tenant.scope, { deploymentId });
  expect(asked.can.start).toBe(false);
  await workUntil(tenant, deploymentId, isRunning);
  await runVerb(terminate, tenant.scope, { deploymentId });
  const ended = await workUntil(tenant, deploymentId, isTerminated);
  await expectSameMoney(tenant, ended);
});

it("asks the provider once for a stop that is wished for twice", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  await runVerb(stop, tenant.scope, { deploymentId });
  await runVerb(stop, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, isStopped);
  expect(await callsOf(tenant, "POST", /\/action$/)).toBe(1);
});

it("calls a stop off that nobody has sent yet: the machine runs on and its bill is whole", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  const asked = await runVerb(stop, tenant.scope, { deploymentId });
  expect(asked.can).toMatchObject({ stop: false, start: true });
  await runVerb(start, tenant.scope, { deploymentId });
  const kept = await workUntil(tenant, deploymentId, isStartedAgain);
  expect(kept.desired).toBe("running");
  expect(await callsOf(tenant, "POST", /\/action$/)).toBe(0);
  await runVerb(terminate, tenant.scope, { deploymentId });
  await expectSameMoney(tenant, await workUntil(tenant, deploymentId, isTerminated));
});

it("starts a machine again whose stop was sent already, as undoing it does", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  await runVerb(stop, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, ({ status }) => status !== "running");
  await runVerb(start, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, isStartedAgain);
  await runVerb(terminate, tenant.scope, { deploymentId });
  await expectSameMoney(tenant, await workUntil(tenant, deploymentId, isTerminated));
});

it("can be asked again for a stop that the provider did not carry out", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  await asWorker((tx) =>
    tx.deployment.update({ where: { id: deploymentId }, data: { desired: "stopped" } }),
  );
  const kept = await runVerb(stop, tenant.scope, { deploymentId });
  expect(kept.can.stop).toBe(false);
  await workUntil(tenant, deploymentId, isStopped);
});

it("ends a machine although the end was wished for while its stop was being refused", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  await tenant.wire.control("POST", "settings", { answerDelayMs: 700 });
  await setFault(tenant, action, { kind: "answer", status: 400, body: { message: "not now" } });
  await runVerb(stop, tenant.scope, { deploymentId });
  const stopping = bringForward(deploymentId);
  await eventually(
    () => callsOf(tenant, "POST", /\/action$/),
    (calls) => calls === 1,
  );
  await runVerb(terminate, tenant.scope, { deploymentId });
  await stopping;
  const ended = await workUntil(tenant, deploymentId, ({ endedAt }) => endedAt !== null);
  expect(ended).toMatchObject({ status: "terminated", desired: "deleted" });
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
});

it("ends a machine although the end was wished for while its start was being given up", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  await runVerb(stop, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, isStopped);
  await runVerb(start, tenant.scope, { deploymentId });
  await reconcile(deploymentId, clock.now());
  await asWorker((tx) =>
    tx.operation.updateMany({
      where: { deploymentId, state: "open" },
      data: { deadline: new Date(0) },
    }),
  );
  await tenant.wire.control("POST", "settings", { answerDelayMs: 700 });
  await setFault(tenant, oneMachine, { kind: "server-error", status: 503 });
  const looks = () => callsOf(tenant, "GET", /\/pods\/./);
  const before = await looks();
  const starting = bringForward(deploymentId);
  await eventually(looks, (calls) => calls === before + 1);
  await runVerb(terminate, tenant.scope, { deploymentId });
  await starting;
  const ended = await workUntil(tenant, deploymentId, ({ endedAt }) => endedAt !== null);
  expect(ended).toMatchObject({ status: "terminated", desired: "deleted" });
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
});

it("restarts once, and a restart nobody confirmed is not repeated but told", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  await runVerb(restart, tenant.scope, { deploymentId });
  const back = await workUntil(tenant, deploymentId, isIdle);
  expect(back).toMatchObject({ status: "running", statusReason: null });

  // The unanswered restart is still under way when the next one is asked for.
  await tenant.wire.control("POST", "settings", { bootMs: 700 });
  await setFault(tenant, action, { kind: "answer-lost" });
  await runVerb(restart, tenant.scope, { deploymentId });
  const unsure = await workUntil(tenant, deploymentId, isIdle);
  expect(unsure.statusReason).toBe("restart-unconfirmed");
  expect(await callsOf(tenant, "POST", /\/action$/)).toBe(2);

  await runVerb(restart, tenant.scope, { deploymentId });
  expect((await workUntil(tenant, deploymentId, isIdle)).statusReason).toBeNull();
});

it("stops a machine although the answer to the stop was lost", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  await setFault(tenant, action, { kind: "answer-lost" });
  await runVerb(stop, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, isStopped);
  await runVerb(terminate, tenant.scope, { deploymentId });
  await expectSameMoney(tenant, await workUntil(tenant, deploymentId, isTerminated));
});

it("says why a stopped machine cannot start, and leaves it stopped", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  await runVerb(stop, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, isStopped);
  await setFault(tenant, action, { kind: "no-capacity" });
  await runVerb(start, tenant.scope, { deploymentId });
  const still = await workUntil(tenant, deploymentId, isIdle);
  expect(still).toMatchObject({
    status: "stopped",
    desired: "stopped",
    statusReason: "no-capacity",
  });
});

it("refuses what the provider cannot do and what makes no sense now", async () => {
  const lambda = await makeTenant(twins.sandbox, "lambda");
  const onLambda = { deploymentId: await runMachine(lambda) };
  const refusal = (reason: string) => ({ code: "conflict", reason });
  await expect(runVerb(stop, lambda.scope, onLambda)).rejects.toMatchObject(refusal("cannot-stop"));
  const runpod = await makeTenant(twins.sandbox);
  const fresh = { deploymentId: await askFor(runpod) };
  await expect(runVerb(stop, runpod.scope, fresh)).rejects.toMatchObject(refusal("not-running"));
  await expect(runVerb(restart, runpod.scope, fresh)).rejects.toMatchObject(refusal("not-running"));
  await runVerb(terminate, runpod.scope, fresh);
  await expect(runVerb(restart, runpod.scope, fresh)).rejects.toMatchObject(
    refusal("being-deleted"),
  );
  await workUntil(runpod, fresh.deploymentId, isTerminated);
  await expect(runVerb(start, runpod.scope, fresh)).rejects.toMatchObject(refusal("already-ended"));
});

it("counts no money for the boot of a machine that is charged for from its running on", async () => {
  const tenant = await makeTenant(twins.sandbox, "lambda");
  const id = await askFor(tenant, { sshPublicKeys: [sshPublicKey] });
  const { segments } = await workUntil(tenant, id, isRunning);
  const [now, boot] = segments.toSorted((a, b) => b.fromAt.localeCompare(a.fromAt));
  expect(boot).toMatchObject({ perHour: "0", cost: "0", toAt: now?.fromAt });
  expect(now).toMatchObject({ cause: "running", toAt: null });
});

/** As if the delete had been asked for long ago. */
async function makeDeleteOld(deploymentId: string): Promise<void> {
  await asWorker((tx) =>
    tx.providerCall.updateMany({
      where: { operation: { deploymentId }, step: "delete" },
      data: { createdAt: new Date(0) },
    }),
  );
}

it("keeps asking when a delete is not answered, and says when a machine does not go", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  await setFault(tenant, { method: "DELETE" }, { kind: "server-error", status: 500 }, null);
  await runVerb(terminate, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, ({ operation }) => operation?.step === "await-gone");
  await makeDeleteOld(deploymentId);
  const late = await workUntil(tenant, deploymentId, ({ events }) =>
    events.some(({ type }) => type === "deployment.not-gone"),
  );
  expect(late.status).toBe("terminating");
  await tenant.wire.control("DELETE", "faults");
  await expectSameMoney(tenant, await workUntil(tenant, deploymentId, isTerminated));
});

it("says that a machine is not known to be gone while the provider cannot be reached", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  await setFault(tenant, {}, { kind: "server-error", status: 503 }, null);
  await runVerb(terminate, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, ({ operation }) => operation?.step === "await-gone");
  await makeDeleteOld(deploymentId);
  await workUntil(tenant, deploymentId, ({ events }) =>
    events.some(({ type }) => type === "deployment.not-gone"),
  );
  await tenant.wire.control("DELETE", "faults");
  await workUntil(tenant, deploymentId, isTerminated);
});

it("takes a machine for gone only when neither a get nor the list shows it", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await runMachine(tenant);
  await setFault(tenant, oneMachine, notFound);
  await runVerb(restart, tenant.scope, { deploymentId });
  expect((await workUntil(tenant, deploymentId, isIdle)).status).toBe("running");
  await setFault(tenant, oneMachine, notFound);
  await runVerb(stop, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, isStopped);
  await setFault(tenant, oneMachine, notFound);
  await runVerb(start, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, isRunning);

  await setFault(tenant, { method: "DELETE" }, { kind: "server-error", status: 500 });
  await setFault(tenant, oneMachine, notFound);
  await runVerb(terminate, tenant.scope, { deploymentId });
  const ended = await workUntil(tenant, deploymentId, isTerminated);
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
  expect(ended.events.map(({ type }) => type)).not.toContain("deployment.lost");
});

it("ends a machine at once although the operation before waits for long", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await askFor(tenant);
  await workUntil(tenant, deploymentId, ({ status }) => status === "provisioning");
  await asWorker((tx) =>
    tx.operation.updateMany({
      where: { deploymentId, state: "open" },
      data: { runAfter: new Date(Date.now() + 3_600_000) },
    }),
  );
  await runVerb(terminate, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, isTerminated);
});

it("gives a machine another name", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await askFor(tenant);
  const renamed = await runVerb(rename, tenant.scope, { deploymentId, name: "  my box " });
  expect(renamed.name).toBe("my box");
});
