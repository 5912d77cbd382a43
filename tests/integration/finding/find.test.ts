import { expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { findThings } from "@/lib/finding/queries";
import {
  askFor,
  makeTenant,
  rentTwins,
  type Tenant,
} from "@/tests/integration/operations/rented-world";

const twins = rentTwins();

async function makeNamed(...names: string[]): Promise<Tenant> {
  const tenant = await makeTenant(twins.sandbox);
  for (const name of names) await askFor(tenant, { name });
  return tenant;
}

const machinesOf = async ({ scope }: Tenant, search: string) =>
  (await findThings(scope, search)).machines.map(({ name }) => name);

it("finds a team's own machines by all words of their names, the newest first", async () => {
  const tenant = await makeNamed("night run 1", "day run", "Night run 2");
  await makeNamed("night run of others");
  expect(await machinesOf(tenant, "run NIGHT")).toEqual(["Night run 2", "night run 1"]);
  expect(await machinesOf(tenant, "")).toEqual(["Night run 2", "day run", "night run 1"]);
});

it("finds them by GPU and provider too, and what is over last", async () => {
  const tenant = await makeNamed("old", "newer");
  expect(await machinesOf(tenant, "h100 runpod")).toEqual(["newer", "old"]);
  expect(await machinesOf(tenant, "h200")).toEqual([]);
  await asWorker((tx) =>
    tx.deployment.updateMany({
      where: { teamId: tenant.scope.team.id, name: "newer" },
      data: { endedAt: clock.now() },
    }),
  );
  expect(await machinesOf(tenant, "h100")).toEqual(["old", "newer"]);
});

it("takes what is typed as letters, not as a pattern", async () => {
  const tenant = await makeNamed("half 50% done", "half done");
  expect(await machinesOf(tenant, "50%")).toEqual(["half 50% done"]);
  expect(await machinesOf(tenant, "_")).toEqual([]);
});

it("finds keys by name, provider and last letters, and GPUs by name", async () => {
  const tenant = await makeNamed();
  const { keys } = await findThings(tenant.scope, `runpod ${tenant.wire.key.slice(-4)}`);
  expect(keys).toMatchObject([{ id: tenant.keyId, providerName: "RunPod" }]);
  expect((await findThings(tenant.scope, "")).keys).toEqual([]);
  const { gpus } = await findThings(tenant.scope, "nvidia h100 sxm");
  expect(gpus.map(({ id }) => id)).toEqual(["h100-sxm"]);
});
