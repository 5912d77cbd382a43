import { expect, it } from "vitest";
import type { TeamScope } from "@/lib/auth/scope";
import { listSegments } from "@/lib/costs/list-segments";
import { segmentsQuery } from "@/lib/costs/segments-query";
import { asWorker } from "@/lib/db";
import type { Micros } from "@/lib/money";
import type { Volume } from "@/lib/providers/contract";
import { endUnseen } from "@/lib/volumes/meter-volumes";
import { saveVolumes } from "@/lib/volumes/save-volumes";
import { closeAfterwards } from "@/tests/factories/close";
import { addKey, makeScope } from "../operations/rented-world";
import { freshKey } from "../sandbox/wire";

closeAfterwards();

const MINUTE_MS = 60_000;
const start = Date.parse("2026-11-20T10:00:00Z");
const minute = (count: number) => new Date(start + count * MINUTE_MS);

function volume(id: string, rate: Micros | null, createdAt: Date | null = null): Volume {
  return {
    id,
    name: id,
    sizeGb: 100,
    region: null,
    attachedTo: [],
    ratePerHourMicros: rate,
    nativeStatus: "active",
    createdAt,
  };
}

async function makeAccount() {
  const scope = await makeScope();
  const id = await addKey(scope, "vultr", freshKey("vultr"));
  const key = { id, teamId: scope.team.id, providerId: "vultr" };
  const look = (volumes: readonly Volume[], at: number) =>
    asWorker((tx) => saveVolumes(tx, key, { volumes, askedAt: minute(at) }));
  return { scope, key, look };
}

async function stretchesOf(scope: TeamScope, q = "") {
  const query = segmentsQuery.parse({ q, after: null });
  const { rows } = await listSegments(scope, query, { now: minute(600), limit: 50 });
  return rows.map(({ machine, from, to, perHour }) => ({ machine, from, to, perHour })).reverse();
}
const at = (count: number) => minute(count).toISOString();

it("counts a volume from when it was seen to when it was gone, at each of its rates", async () => {
  const { scope, look } = await makeAccount();
  await look([volume("disk", 13_699n, minute(-9_000))], 0);
  await look([volume("disk", 13_699n)], 10);
  await look([volume("disk", 20_000n)], 20);
  await look([], 30);
  await look([volume("disk", 20_000n)], 40);
  const disk = { machine: "disk" };
  expect(await stretchesOf(scope)).toEqual([
    { ...disk, from: at(0), to: at(20), perHour: "0.013699" },
    { ...disk, from: at(20), to: at(30), perHour: "0.02" },
    { ...disk, from: at(40), to: null, perHour: "0.02" },
  ]);
  expect(await stretchesOf(scope, "DIS")).toHaveLength(3);
  expect(await stretchesOf(scope, "other")).toEqual([]);
});

it("counts a new volume from when it was made, and none whose price is not told", async () => {
  const { scope, look } = await makeAccount();
  await look([volume("new", 5_000n, minute(-4)), volume("unpriced", null)], 0);
  expect(await stretchesOf(scope)).toEqual([
    { machine: "new", from: at(-4), to: null, perHour: "0.005" },
  ]);
});

it("counts no volume of a key that was removed", async () => {
  const { scope, key, look } = await makeAccount();
  await look([volume("disk", 13_699n)], 0);
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: key.id }, data: { state: "removed" } }),
  );
  await asWorker((tx) => endUnseen(tx, minute(15)));
  expect(await stretchesOf(scope)).toMatchObject([{ machine: "disk", to: at(15) }]);
});
