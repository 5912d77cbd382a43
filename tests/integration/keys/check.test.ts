import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { checkKeys } from "@/lib/health/check-keys";
import {
  addKey,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
} from "@/tests/integration/operations/rented-world";
import { freshKey } from "@/tests/integration/sandbox/wire";

const twins = rentTwins();

const rowOf = (id: string) => asWorker((tx) => tx.providerKey.findUniqueOrThrow({ where: { id } }));
const makeDue = (id: string) =>
  asWorker((tx) => tx.providerKey.update({ where: { id }, data: { nextCheckAt: clock.now() } }));
const revoke = ({ wire }: Tenant) => wire.control("POST", "keys/revoke", { key: wire.key });

describe("the check of keys on schedule", () => {
  it("finds out that a key without machines was revoked, and tells of it once", async () => {
    const tenant = await makeTenant(twins.sandbox);
    await revoke(tenant);
    await checkKeys();
    await makeDue(tenant.keyId);
    await checkKeys();
    expect(await rowOf(tenant.keyId)).toMatchObject({ state: "refused" });
    const told = await asWorker((tx) =>
      tx.event.count({ where: { teamId: tenant.scope.team.id, type: "key.refused" } }),
    );
    expect(told).toBe(1);
  });

  it("keeps what the provider tells, and asks again hours later", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const keyId = await addKey(tenant.scope, "vultr", freshKey("vultr"));
    expect(await rowOf(keyId)).toMatchObject({ account: null, scopes: [] });
    await checkKeys();
    const { account, scopes, verifiedAt, nextCheckAt } = await rowOf(keyId);
    expect(account).not.toBeNull();
    expect(scopes).not.toEqual([]);
    expect(nextCheckAt?.getTime()).toBeGreaterThan(verifiedAt.getTime());
  });

  it("brings a key back that the provider takes again", async () => {
    const { keyId } = await makeTenant(twins.sandbox);
    const data = { state: "refused", stateReason: "invalid-key" };
    await asWorker((tx) => tx.providerKey.update({ where: { id: keyId }, data }));
    await checkKeys();
    expect(await rowOf(keyId)).toMatchObject({ state: "active", stateReason: null });
  });

  it("says nothing of a key while its provider cannot be reached", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const before = await rowOf(tenant.keyId);
    await setFault(tenant, {}, { kind: "server-error" }, null);
    await checkKeys();
    const { state, verifiedAt } = await rowOf(tenant.keyId);
    expect({ state, verifiedAt }).toEqual({ state: "active", verifiedAt: before.verifiedAt });
  });
});
