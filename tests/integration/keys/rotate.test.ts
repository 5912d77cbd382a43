import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { terminate } from "@/lib/deployments/terminate";
import { sweepKey } from "@/lib/health/sweep-key";
import { newId } from "@/lib/ids";
import { refuseKey } from "@/lib/operations/refuse-key";
import { openKey } from "@/lib/provider-keys/open-key";
import { listKeys } from "@/lib/provider-keys/queries";
import { renameKey } from "@/lib/provider-keys/rename-key";
import { rotateKey } from "@/lib/provider-keys/rotate-key";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  addKey,
  askFor,
  callsOf,
  expectSameMoney,
  isRunning,
  isTerminated,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "@/tests/integration/operations/rented-world";
import { freshKey, wireTo } from "@/tests/integration/sandbox/wire";

const twins = rentTwins();

/** Another key of the account that the tenant's key opens. */
const secondOf = ({ wire }: Tenant) => `${wire.key}-second`;
const rotate = ({ scope, keyId }: Tenant, apiKey: string, requestId?: string) =>
  runVerb(
    rotateKey,
    scope,
    { keyId, credentials: { apiKey } },
    requestId === undefined ? {} : { requestId },
  );
const rowOf = ({ keyId }: Tenant) =>
  asWorker((tx) => tx.providerKey.findUniqueOrThrow({ where: { id: keyId } }));
const revoke = async (tenant: Tenant) => {
  const { status } = await tenant.wire.control("POST", "keys/revoke", { key: tenant.wire.key });
  expect(status).toBe(200);
};

describe("replacing the credentials of a key", () => {
  it("wipes the old ones, keeps the row, and tells of it", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const before = await rowOf(tenant);
    const view = await rotate(tenant, secondOf(tenant));
    const after = await rowOf(tenant);
    expect(view).toMatchObject({ id: tenant.keyId, state: "active", lastFour: "cond" });
    expect(view.rotatedAt).not.toBeNull();
    expect(await listKeys(tenant.scope)).toHaveLength(1);
    for (const column of ["ciphertext", "wrappedKey", "fingerprint"] as const) {
      expect(after[column]).not.toBe(before[column]);
    }
    const { credentials } = await asWorker((tx) => openKey(tx, tenant.keyId));
    expect(credentials).toEqual({ apiKey: secondOf(tenant) });
    const [event] = await asWorker((tx) =>
      tx.event.findMany({ where: { teamId: tenant.scope.team.id, type: "key.rotated" } }),
    );
    expect(event?.data).toEqual({ providerId: "runpod", lastFour: "cond" });
    const audit = await asWorker((tx) =>
      tx.auditEntry.findMany({ where: { teamId: tenant.scope.team.id, verb: "keys.rotate" } }),
    );
    expect(JSON.stringify([audit, event])).not.toContain(secondOf(tenant));
  });

  it("leaves a running machine alone, which is then ended under the new ones", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const id = await askFor(tenant);
    const running = await workUntil(tenant, id, isRunning);
    await rotate(tenant, secondOf(tenant));
    await revoke(tenant);
    await sweepKey({ id: tenant.keyId, providerId: "runpod" });
    const watched = await workUntil(tenant, id, ({ health }) => health?.verdict === "healthy");
    expect(watched).toMatchObject({
      status: "running",
      providerInstanceId: running.providerInstanceId,
      key: { state: "active", listFailure: null },
    });
    await runVerb(terminate, tenant.scope, { deploymentId: id });
    const ended = await workUntil(tenant, id, isTerminated);
    const later = { ...tenant, wire: wireTo(twins.sandbox.url, "runpod", secondOf(tenant)) };
    await expectSameMoney(later, ended);
    expect(await callsOf(later, "POST", /\/pods$/)).toBe(1);
  });

  it("lets an operation that waits for a refused key go on at once", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const id = await askFor(tenant);
    await workUntil(tenant, id, isRunning);
    await revoke(tenant);
    await runVerb(terminate, tenant.scope, { deploymentId: id });
    const stuck = await workUntil(tenant, id, ({ key }) => key.state === "refused");
    expect(stuck.status).not.toBe("terminated");
    await rotate(tenant, secondOf(tenant));
    expect(await workUntil(tenant, id, isTerminated)).toMatchObject({ key: { state: "active" } });
  });

  it("turns down another account: by its machines where the provider tells no name", async () => {
    const tenant = await makeTenant(twins.sandbox);
    await workUntil(tenant, await askFor(tenant), isRunning);
    const before = await rowOf(tenant);
    await expect(rotate(tenant, freshKey("runpod"))).rejects.toMatchObject({
      code: "conflict",
      reason: "key-other-account",
      values: { provider: "RunPod" },
    });
    expect(await rowOf(tenant)).toMatchObject({ ciphertext: before.ciphertext, rotatedAt: null });
  });

  it("waits for a machine that was asked for and has not answered", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const create = { method: "POST", path: "/pods$" };
    await setFault(tenant, create, { kind: "answer-lost" });
    const id = await askFor(tenant);
    await workUntil(tenant, id, ({ operation }) => operation?.waitingFor === "looking");
    await expect(rotate(tenant, freshKey("runpod"))).rejects.toMatchObject({ reason: "key-busy" });
    await workUntil(tenant, id, isRunning);
    expect(await rotate(tenant, secondOf(tenant))).toMatchObject({ state: "active" });
    expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(1);
  });

  it("turns down another account by an undecided machine, and by a volume", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const { keyId: providerKeyId } = tenant;
    const teamId = tenant.scope.team.id;
    const [firstSeenAt, lastSeenAt] = [clock.now(), clock.now()];
    const seen = { teamId, providerKeyId, firstSeenAt, lastSeenAt };
    const stray = { ...seen, id: newId("str"), providerInstanceId: "pod-of-the-old-account" };
    await asWorker((tx) => tx.strayMachine.create({ data: stray }));
    const other = freshKey("runpod");
    await expect(rotate(tenant, other)).rejects.toMatchObject({ reason: "key-other-account" });
    const goneAt = clock.now();
    await asWorker((tx) => tx.strayMachine.update({ where: { id: stray.id }, data: { goneAt } }));
    const volume = { providerVolumeId: "vol-of-the-old-account", nativeStatus: "", sizeGb: 10 };
    await asWorker((tx) =>
      tx.volume.create({ data: { ...seen, ...volume, id: newId("vol"), providerId: "runpod" } }),
    );
    await expect(rotate(tenant, other)).rejects.toMatchObject({ reason: "key-other-account" });
  });

  it("turns down another account by the name the provider tells", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const apiKey = freshKey("vultr");
    const keyId = await addKey(tenant.scope, "vultr", apiKey);
    const vultr = { ...tenant, keyId };
    const { account, scopes } = await rotate(vultr, `${apiKey}-second`);
    expect(account).not.toBeNull();
    expect(scopes).not.toEqual([]);
    const data = { account: "somebody.else@example.com" };
    await asWorker((tx) => tx.providerKey.update({ where: { id: keyId }, data }));
    await expect(rotate(vultr, apiKey)).rejects.toMatchObject({ reason: "key-other-account" });
  });

  it("changes nothing where the provider turns the new ones down or cannot be asked", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const before = await rowOf(tenant);
    await expect(rotate(tenant, "sandbox-runpod-nobody-knows")).rejects.toMatchObject({
      reason: "key-invalid",
    });
    await setFault(tenant, {}, { kind: "server-error" });
    await expect(rotate(tenant, secondOf(tenant))).rejects.toMatchObject({
      reason: "provider-unreachable",
    });
    await expect(rotate(tenant, tenant.wire.key)).rejects.toMatchObject({ reason: "key-same" });
    expect(await rowOf(tenant)).toEqual(before);
  });

  it("turns down a key that the team has in another row", async () => {
    const tenant = await makeTenant(twins.sandbox);
    await addKey(tenant.scope, "runpod", secondOf(tenant));
    await expect(rotate(tenant, secondOf(tenant))).rejects.toMatchObject({ reason: "key-known" });
  });

  it("is done once for a repeated request", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const [one, two] = await Promise.all(
      [1, 2].map(() => rotate(tenant, secondOf(tenant), `rotate-${tenant.keyId}`)),
    );
    expect(one).toEqual(two);
  });

  it("is not undone by what a provider says of the old ones afterwards", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const { fingerprint } = await rowOf(tenant);
    await rotate(tenant, secondOf(tenant));
    const account = { providerKeyId: tenant.keyId, fingerprint };
    await asWorker((tx) => refuseKey(tx, { account, reason: "invalid-key", at: clock.now() }));
    expect(await rowOf(tenant)).toMatchObject({ state: "active" });
  });

  it("does not reach another team's key", async () => {
    const [tenant, other] = [await makeTenant(twins.sandbox), await makeTenant(twins.sandbox)];
    const foreign = { ...tenant, keyId: other.keyId };
    await expect(rotate(foreign, secondOf(other))).rejects.toMatchObject({ code: "not-found" });
    const rename = runVerb(renameKey, tenant.scope, { keyId: other.keyId, name: "Mine" });
    await expect(rename).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("renaming a key", () => {
  it("changes the name alone", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const [before] = await listKeys(tenant.scope);
    const input = { keyId: tenant.keyId, name: "  Research  " };
    const view = await runVerb(renameKey, tenant.scope, input);
    expect(view).toEqual({ ...before, name: "Research" });
    await expect(
      runVerb(renameKey, tenant.scope, { keyId: tenant.keyId, name: " " }),
    ).rejects.toMatchObject({ fields: { name: "name-missing" } });
  });
});
