import { afterAll, beforeAll, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker, disconnect } from "@/lib/db";
import { launch } from "@/lib/deployments/launch";
import { getDeployment } from "@/lib/deployments/queries";
import { closeQueues } from "@/lib/jobs/enqueue";
import { loadReference } from "@/lib/prices/load-reference";
import { runVerb } from "@/lib/verbs/run-verb";
import { migrate } from "@/scripts/launch/database";
import { makePerson, type Person } from "@/tests/factories/people";
import { asOwner } from "../operations/as-owner";
import { addOffer, keyOf } from "../operations/rented-world";
import { allMigrations, goBackTo } from "./earlier-release";
import { startOldBuild } from "./old-build";
import { readAll, type Tables } from "./plain-rows";

const names = allMigrations();
const url = process.env.DATABASE_URL ?? "";
/** A migration may empty a mark, so that the next start loads the reference rows anew. */
const marks = "seed_mark";

let somebody: Person;
let deploymentId: string;
beforeAll(async () => {
  await asOwner((owner) =>
    loadReference(owner, { dir: "prisma/reference", tables: [], now: clock.now() }),
  );
  somebody = await makePerson();
  deploymentId = await launchFor(somebody);
  await asWorker(async (tx) => {
    const at = clock.now();
    const facts = { providerId: "runpod", gpuModel: "h100-sxm" };
    await tx.pricePoint.create({ data: { ...facts, pricingModel: "on-demand", at } });
    await tx.priceSource.create({ data: { providerId: "runpod", state: "fresh" } });
    const { teamId, projectId } = await tx.deployment.findUniqueOrThrow({
      where: { id: deploymentId },
    });
    await tx.usageSegment.create({
      data: {
        id: "seg_first",
        teamId,
        projectId,
        deploymentId,
        ratePerHourMicros: 3_290_000n,
        cause: "provisioning",
        fromAt: at,
      },
    });
  });
});
afterAll(async () => {
  await closeQueues();
  await disconnect();
});

it.each([
  ["the first release", names.slice(0, 1)],
  ["the release before the newest migration", names.slice(0, -1)],
])(
  "%s goes on reading and writing while its filled database is migrated, and loses nothing",
  async (_release, known) => {
    await closeQueues();
    await disconnect();
    const tables = await goBackTo(known);
    const before = await readEverything(tables);
    const old = await startOldBuild(url, tables);
    await old.anotherRound();
    const writtenBefore = old.written.length;
    await migrate(process.env);
    expect(old.written.length).toBeGreaterThan(writtenBefore);
    await old.anotherRound();

    expect((await getDeployment(somebody.scope, deploymentId)).cost.quotedPerHour).toBe("3.29");
    await launchFor(await makePerson());
    await launchFor(somebody);
    await old.anotherRound();
    await old.stop();

    expect(new Set(old.faults)).toEqual(new Set());
    const after = await readEverything(tables);
    expect([...before].filter((row) => !after.has(row))).toEqual([]);
    for (const { table, id } of old.written) {
      expect(after.has(`${table} ${id}`), `${table} ${id}`).toBe(true);
    }
  },
);

/** Launches from an offer of its own, as a person would. */
async function launchFor({ scope }: Person): Promise<string> {
  const providerKeyId = await keyOf(scope);
  const offerId = await addOffer({
    providerId: "runpod",
    instanceType: "NVIDIA H100 80GB HBM3",
    gpuCount: 1,
    maxGpuCount: 8,
    region: "US-WA-1",
    tier: "secure",
    pricePerHourMicros: 3_290_000n,
  });
  const { deployments } = await runVerb(launch, scope, {
    offerId,
    providerKeyId,
    quotedPerHour: "3.29",
  });
  return deployments[0]?.id ?? "";
}

/** Every row whole, as a release of the past sees it, and its id. */
function readEverything(tables: Tables): Promise<Set<string>> {
  return asOwner(async (owner) => {
    const found = new Set<string>();
    for (const [table, columns] of tables) {
      if (table === marks) continue;
      for (const row of await readAll(owner, table, columns)) {
        found.add(`${table} ${JSON.stringify(row)}`);
        if (row.id) found.add(`${table} ${row.id}`);
      }
    }
    return found;
  });
}
