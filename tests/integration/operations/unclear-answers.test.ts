import { expect, it } from "vitest";
import { z } from "zod";
import { terminate } from "@/lib/deployments/terminate";
import { bringForward } from "@/lib/engine/bring-forward";
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
  workUntil,
} from "./rented-world";

const twins = rentTwins();
const create = { method: "POST", path: "/pods$" };
const list = { method: "GET", path: "/pods$" };

const troubles: [string, Record<string, unknown>][] = [
  ["the answer is lost after the machine was made", { kind: "answer-lost" }],
  ["the connection breaks before anything was made", { kind: "connection-reset" }],
  ["an error 500 comes although the machine was made", { kind: "server-error", applied: true }],
  ["an error 503 comes and nothing was made", { kind: "server-error", status: 503 }],
  ["the provider says that we ask too often", { kind: "rate-limited" }],
  ["a web page comes instead of an answer", { kind: "html" }],
  ["half an answer comes", { kind: "half-json" }],
  ["an empty answer comes", { kind: "empty" }],
];

it.each(troubles)("ends with exactly one machine when %s", async (_trouble, fault) => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, fault);
  const running = await workUntil(tenant, await askFor(tenant), isRunning);
  const bill = await billOf(tenant);
  expect(bill.machines).toHaveLength(1);
  expect(bill.machines[0]?.id).toBe(running.providerInstanceId);
});

it("finds a machine that the list shows only after a while, and makes no second one", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await tenant.wire.control("POST", "settings", { listLagMs: 500 });
  await setFault(tenant, create, { kind: "answer-lost" });
  await workUntil(tenant, await askFor(tenant), isRunning);
  expect((await billOf(tenant)).machines).toHaveLength(1);
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(1);
});

it("sends nothing again while the account cannot be listed", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "answer-lost" });
  await setFault(tenant, list, { kind: "server-error", status: 503 }, null);
  const id = await askFor(tenant);
  const waiting = await workUntil(
    tenant,
    id,
    ({ operation }) => operation?.waitingFor === "provider-unreachable",
  );
  expect(waiting.status).toBe("requested");
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(1);

  await tenant.wire.control("DELETE", "faults");
  await workUntil(tenant, id, isRunning);
  expect((await billOf(tenant)).machines).toHaveLength(1);
});

it("tries the next name once the name before it is proved absent", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "server-error", status: 500 });
  const running = await workUntil(tenant, await askFor(tenant), isRunning);
  const calls = running.operations[0]?.calls ?? [];
  expect(calls.map(({ status }) => status)).toEqual(["ABSENT", "OK"]);
  expect(calls.map(({ name }) => name.slice(-2))).toEqual(["-1", "-2"]);
});

it("keeps one of two machines that carry the same name, ends the other and tells of it", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "answer-lost" });
  const id = await askFor(tenant);
  await bringForward(id);
  const [first] = (await billOf(tenant)).machines;
  await tenant.wire.call("POST", "/pods", {
    name: first?.name,
    image: "ubuntu",
    gpu: { id: "NVIDIA H100 80GB HBM3", count: 1 },
  });
  const running = await workUntil(tenant, id, isRunning);
  const left = (await billOf(tenant)).machines.filter(({ listed }) => listed);
  expect(left.map((machine) => machine.id)).toEqual([first?.id]);
  expect(running.events.map(({ type }) => type)).toContain("deployment.duplicate-removed");
});

it("ends the kept machine on demand although the other one cannot be ended yet", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "answer-lost" });
  const id = await askFor(tenant);
  await bringForward(id);
  const [first] = (await billOf(tenant)).machines;
  const body = {
    name: first?.name,
    image: "ubuntu",
    gpu: { id: "NVIDIA H100 80GB HBM3", count: 1 },
  };
  const second = await tenant.wire.call("POST", "/pods", body);
  const other = z.object({ id: z.string() }).parse(second.body).id;
  await setFault(tenant, { method: "DELETE", path: `/${other}$` }, { kind: "server-error" }, null);
  await workUntil(tenant, id, ({ operation }) => operation?.step === "remove-extra");
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, isTerminated);
  const left = (await billOf(tenant)).machines.filter(({ listed }) => listed);
  expect(left.map((machine) => machine.id)).toEqual([other]);
});

it("makes one virtual machine where a launch is turned away in the middle", async () => {
  const tenant = await makeTenant(twins.sandbox, "lambda");
  await setFault(tenant, { path: "/launch$" }, { kind: "rate-limited" });
  const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
  const id = await askFor(tenant, { sshPublicKeys: [sshPublicKey] });
  await workUntil(tenant, id, isRunning);
  expect((await billOf(tenant)).machines).toHaveLength(1);

  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, isTerminated);
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
});
