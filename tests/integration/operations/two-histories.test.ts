import { expect, it } from "vitest";
import { z } from "zod";
import { terminate } from "@/lib/deployments/terminate";
import { bringForward } from "@/lib/engine/bring-forward";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  askFor,
  billOf,
  callsOf,
  eventually,
  isRunning,
  isTerminated,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "./rented-world";
import {
  ageByAnHour,
  copyDatabase,
  endEngine,
  ownDatabase,
  type SecondDatabase,
} from "./second-database";

const twins = rentTwins();
const create = { method: "POST", path: "/pods$" };

const standing = async (tenant: Tenant) =>
  (await billOf(tenant)).machines.filter(({ listed }) => listed).map(({ id }) => id);

/** Waits until the reaper has looked several times, ten minutes of its time apart. */
async function reaperLooks({ read }: SecondDatabase, { keyId }: Tenant): Promise<void> {
  const seen = new Set<string>();
  await eventually(
    async () => {
      const [key] = await read<{ at: string }>(
        "SELECT reaped_at::text AS at FROM provider_key WHERE id = $1",
        [keyId],
      );
      seen.add(key?.at ?? "never");
      return seen.size;
    },
    (size) => size > 5,
  );
}

async function makePod({ wire }: Tenant, name: string): Promise<string> {
  const gpu = { id: "NVIDIA H100 80GB HBM3", count: 1 };
  const { body } = await wire.call("POST", "/pods", { name, image: "ubuntu", gpu });
  return z.object({ id: z.string() }).parse(body).id;
}

it("ends nothing from a database an hour old: what it does not know is for a person to decide on", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const running = await workUntil(tenant, await askFor(tenant), isRunning);
  await setFault(tenant, create, { kind: "answer-lost" });
  const unclear = await askFor(tenant);
  await bringForward(unclear);
  await setFault(tenant, create, { kind: "boot-stuck" });
  const starting = await askFor(tenant);
  await workUntil(tenant, starting, ({ status }) => status === "provisioning");
  const requested = await askFor(tenant);
  const adoptedLater = await makePod(tenant, running.operations[0]?.calls[0]?.name ?? "");

  const backup = await copyDatabase();
  await ageByAnHour(backup);
  await workUntil(tenant, unclear, isRunning);
  const madeLater = [
    (await workUntil(tenant, requested, isRunning)).providerInstanceId ?? "",
    (await workUntil(tenant, await askFor(tenant), isRunning)).providerInstanceId ?? "",
  ];
  const before = await standing(tenant);
  expect(before).toHaveLength(6);
  const created = await callsOf(tenant, "POST", /\/pods$/);

  const engine = backup.startEngine("hasty");
  await reaperLooks(backup, tenant);
  const statuses = await eventually(
    () =>
      backup.read<{ id: string; reason: string | null; busy: boolean }>(
        `SELECT id, status_reason AS reason, desired_generation > settled_generation AS busy
         FROM deployment`,
      ),
    (rows) => rows.every(({ busy }) => !busy),
  );
  await reaperLooks(backup, tenant);
  await endEngine(engine);
  expect((await standing(tenant)).toSorted()).toEqual(before.toSorted());
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(created);
  expect(await callsOf(tenant, "DELETE", /./)).toBe(0);
  expect(Object.fromEntries(statuses.map(({ id, reason }) => [id, reason]))).toEqual({
    [running.id]: null,
    [unclear]: null,
    [starting]: "start-timeout",
    [requested]: "too-late",
  });
  const strays = await backup.read<{ id: string; call: string | null }>(
    "SELECT provider_instance_id AS id, owned_by_call_id AS call FROM stray_machine",
  );
  expect(strays.map(({ id }) => id).toSorted()).toEqual([adoptedLater, ...madeLater].toSorted());
  expect(strays.every(({ call }) => call === null)).toBe(true);
  const told = await backup.read("SELECT 1 FROM event WHERE type = 'machine.stray-found'");
  expect(told).toHaveLength(3);
});

it("leaves the machines of another installation in the same account alone", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  const other = await copyDatabase();
  const own = ownDatabase();
  await other.read("UPDATE installation SET id = 'ins_otherinstallation000'");
  const launching = [own.startEngine("usual"), other.startEngine("usual")];
  const machineOf = async ({ read }: SecondDatabase) => {
    const rows = await read<{ machine: string }>(
      "SELECT provider_instance_id AS machine FROM deployment WHERE id = $1 AND status = 'running'",
      [id],
    );
    return rows[0]?.machine;
  };
  const ours = await eventually(
    () => machineOf(own),
    (machine) => machine !== undefined,
  );
  const theirs = await eventually(
    () => machineOf(other),
    (machine) => machine !== undefined,
  );
  await Promise.all(launching.map(endEngine));
  const engines = [own.startEngine("hasty"), other.startEngine("hasty")];
  await Promise.all([reaperLooks(own, tenant), reaperLooks(other, tenant)]);
  expect((await standing(tenant)).toSorted()).toEqual([ours, theirs].toSorted());
  for (const { read } of [own, other]) {
    const mine = "SELECT name FROM stray_machine WHERE provider_key_id = $1";
    expect(await read(mine, [tenant.keyId])).toEqual([]);
  }

  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, isTerminated);
  await Promise.all([reaperLooks(own, tenant), reaperLooks(other, tenant)]);
  await Promise.all(engines.map(endEngine));
  expect(await standing(tenant)).toEqual([theirs]);
  expect(await machineOf(other)).toBe(theirs);
});
