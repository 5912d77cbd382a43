import { expect, it } from "vitest";
import { restart } from "@/lib/deployments/restart";
import { terminate } from "@/lib/deployments/terminate";
import { runVerb } from "@/lib/verbs/run-verb";
import { round, storyOf, yardAt } from "../../health/watched-world";
import { freshKey, wireTo } from "../../sandbox/wire";
import { pass } from "../any-provider";
import {
  addKey,
  addOffer,
  askFor,
  billOf,
  callsOf,
  expectSameMoney,
  isDone,
  isRunning,
  isTerminated,
  makeScope,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../rented-world";

const HOUR_MS = 3_600_000;
const LIFE_MS = 60_000;
const sshPublicKeys = [`ssh-ed25519 ${"A".repeat(68)}`];
const twins = rentTwins();

const a10 = { instanceType: "lambdalabs/A10", region: "us-west-1", pricePerHourMicros: 1_290_000n };
/** Its cloud ends what is still being made only once it is active. */
const a6000 = {
  instanceType: "hyperstack/A6000",
  region: "canada-1",
  pricePerHourMicros: 500_000n,
};

async function tenantFor(offer: typeof a10): Promise<Tenant> {
  const scope = await makeScope();
  const key = freshKey("shadeform");
  const shape = { gpuCount: 1, maxGpuCount: 1, tier: "vm" };
  return {
    scope,
    keyId: await addKey(scope, "shadeform", key),
    offerId: await addOffer({ ...offer, ...shape, providerId: "shadeform" }),
    wire: wireTo(twins.sandbox.url, "shadeform", key),
  };
}

it(
  "an end asked for while the machine is still being made is asked for until it is gone",
  async () => {
    const tenant = await tenantFor(a6000);
    await tenant.wire.control("POST", "settings", { bootMs: 2_000 });
    const id = await askFor(tenant, { sshPublicKeys, quotedPerHour: "0.5" });
    await workUntil(tenant, id, ({ status }) => status === "provisioning");
    await runVerb(terminate, tenant.scope, { deploymentId: id });
    const ended = await workUntil(tenant, id, isTerminated);
    expect(ended.operations[0]).toMatchObject({ kind: "delete", state: "succeeded" });
    expect((await billOf(tenant)).machines).toMatchObject([{ state: "deleted", listed: false }]);
    await expectSameMoney(tenant, ended);
  },
  LIFE_MS,
);

it(
  "a machine that the cloud behind could not make is told so, taken away, and costs nothing",
  async () => {
    const tenant = await tenantFor(a10);
    await setFault(tenant, { method: "POST", path: "/create$" }, { kind: "boot-fails" });
    const id = await askFor(tenant, { sshPublicKeys, quotedPerHour: "1.29" });
    const failed = await workUntil(tenant, id, ({ status, operation }) => {
      return status === "failed" && operation === null;
    });
    expect(failed.statusReason).toBe("boot-failed");
    await pass(twins.sandbox, HOUR_MS);
    const bill = await billOf(tenant);
    expect(bill).toMatchObject({ totalMicros: "0", machines: [{ listed: false }] });
  },
  LIFE_MS,
);

it(
  "a machine that costs more by now than was agreed to is not bought",
  async () => {
    const tenant = await tenantFor(a10);
    await tenant.wire.control("POST", "prices", { id: "lambdalabs/A10", usd: "1.50" });
    const id = await askFor(tenant, { sshPublicKeys, quotedPerHour: "1.29" });
    const failed = await workUntil(tenant, id, ({ status, operation }) => {
      return status === "failed" && operation === null;
    });
    expect(failed.operations[0]).toMatchObject({ kind: "create", state: "failed" });
    expect(await callsOf(tenant, "POST", /\/create$/)).toBe(0);
    expect((await billOf(tenant)).machines).toEqual([]);
  },
  LIFE_MS,
);

it(
  "a machine that does not come back from a restart is found out though its status stays active",
  async () => {
    const yard = await yardAt(twins.sandbox, "shadeform");
    const machine = await yard.machine();
    const { id, tenant } = machine;
    await round([id]);
    expect(await storyOf(id)).toMatchObject({ verdict: "healthy" });
    await setFault(tenant, { method: "POST", path: "/restart$" }, { kind: "boot-stuck" });
    await runVerb(restart, tenant.scope, { deploymentId: id });
    const restarted = await workUntil(tenant, id, (one) => isRunning(one) && isDone(one));
    expect(restarted.operations[0]).toMatchObject({ kind: "restart", state: "succeeded" });
    for (const _ of [1, 2, 3]) await round([id]);
    expect(await storyOf(id)).toMatchObject({ verdict: "unhealthy", fault: "unreachable" });
  },
  LIFE_MS,
);

it(
  "a machine at the address of one that has ended is looked at as another",
  async () => {
    const yard = await yardAt(twins.sandbox, "shadeform");
    const old = await yard.machine();
    const { host } = await old.ssh();
    await old.ail({ power: "cut" });
    for (const _ of [1, 2, 3]) await round([old.id]);
    expect(await storyOf(old.id)).toMatchObject({ verdict: "unhealthy" });
    await runVerb(terminate, old.tenant.scope, { deploymentId: old.id });
    await workUntil(old.tenant, old.id, isTerminated);
    const heir = await yard.machine();
    expect((await heir.ssh()).host).toBe(host);
    await round([heir.id]);
    await round([heir.id]);
    expect(await storyOf(heir.id)).toMatchObject({ verdict: "healthy", concluded: [] });
  },
  LIFE_MS,
);
