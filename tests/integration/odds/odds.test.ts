import { beforeEach, expect, it } from "vitest";
import { asWorker, db } from "@/lib/db";
import { reasons } from "@/lib/deployments/reasons";
import { newId } from "@/lib/ids";
import { countOdds, providersDoing } from "@/lib/odds/count-odds";
import { oddsOfModels, providerOdds } from "@/lib/odds/queries";
import { asOwner } from "../operations/as-owner";
import { askFor, makeTenant, rentTwins } from "../operations/rented-world";

const twins = rentTwins();
const now = new Date();
const startedAt = new Date(now.getTime() - 3_600_000);

beforeEach(async () => {
  await asOwner((owner) =>
    owner.query("UPDATE launch_candidate SET state = 'waiting', started_at = NULL"),
  );
  await asOwner((owner) => owner.query("UPDATE deployment SET receipt_at = NULL"));
});

interface Launch {
  readonly readyAfterS?: number;
  readonly reason?: string;
  readonly region?: string;
  readonly differs?: boolean;
}

/** Writes what the engine would have written about launches, a team each `perTeam` of them. */
async function launches(all: readonly Launch[], perTeam: number): Promise<void> {
  for (let from = 0; from < all.length; from += perTeam) {
    const tenant = await makeTenant(twins.sandbox);
    for (const one of all.slice(from, from + perTeam)) {
      await ended(await askFor(tenant), one, tenant.scope.team.id);
    }
  }
}

async function ended(id: string, one: Launch, teamId: string): Promise<void> {
  const { readyAfterS, reason, region = "EU-RO-1", differs = false } = one;
  await asWorker(async (tx) => {
    await tx.launchCandidate.updateMany({
      where: { deploymentId: id },
      data: { state: reason ? "refused" : "made", reason: reason ?? null, region, startedAt },
    });
    if (readyAfterS === undefined) return;
    const firstRunningAt = new Date(startedAt.getTime() + readyAfterS * 1_000);
    const receipt = { receiptPerHourMicros: 3_290_000n, receiptAt: firstRunningAt };
    await tx.deployment.update({ where: { id }, data: { firstRunningAt, ...receipt } });
    if (!differs) return;
    await tx.event.create({
      data: {
        id: newId("evt"),
        teamId,
        type: "deployment.price-differs",
        deploymentId: id,
        data: {},
        dedupeKey: `differs:${id}`,
        at: firstRunningAt,
      },
    });
  });
}

const many = (count: number, one: (index: number) => Launch) =>
  Array.from({ length: count }, (_, index) => one(index));

it("tells success, median and p90 by GPU and region once twenty launches of five teams are there", async () => {
  const all = [
    ...many(20, (index) => ({ readyAfterS: 10 * (index + 1) })),
    ...many(5, () => ({ reason: "no-capacity", region: "US-WA-1" })),
  ];
  await launches(all, 5);
  await countOdds(now);
  const { odds } = await providerOdds("runpod", "live");
  expect(odds).toMatchObject([
    {
      modelId: "h100-sxm",
      region: null,
      launches: 25,
      successPercent: 80,
      medianReadySeconds: 105,
    },
  ]);
  const find = await oddsOfModels(["h100-sxm"], "live");
  const offer = { providerId: "runpod", modelId: "h100-sxm", region: "EU-RO-1" };
  expect(find(offer)).toMatchObject({ region: null, p90ReadySeconds: 181 });
  expect(find({ ...offer, providerId: "lambda" })).toBeNull();
});

it("tells a region's own odds where it has enough of them", async () => {
  await launches(
    many(20, () => ({ readyAfterS: 60 })),
    4,
  );
  await countOdds(now);
  const find = await oddsOfModels(["h100-sxm"], "live");
  const offer = { providerId: "runpod", modelId: "h100-sxm", region: "EU-RO-1" };
  expect(find(offer)).toMatchObject({ region: "EU-RO-1", successPercent: 100 });
});

it("tells nothing under twenty launches or five teams, and forgets what it told", async () => {
  await launches(
    many(20, () => ({ readyAfterS: 60 })),
    4,
  );
  await countOdds(now);
  expect((await providerOdds("runpod", "live")).odds).not.toEqual([]);
  await asOwner((owner) => owner.query("UPDATE launch_candidate SET started_at = NULL"));
  await asOwner((owner) => owner.query("UPDATE deployment SET receipt_at = NULL"));
  await launches(
    many(20, () => ({ readyAfterS: 60 })),
    5,
  );
  await countOdds(now);
  expect(await providerOdds("runpod", "live")).toEqual({ odds: [], honesty: null });
});

it("does not blame a provider for a team's own credit, key or image", async () => {
  const all = [
    ...many(20, () => ({ readyAfterS: 60 })),
    ...many(5, (index) => ({
      reason: ["no-balance", "key-refused", "quota"][index % 3] ?? "quota",
    })),
  ];
  await launches(all, 4);
  await countOdds(now);
  const { odds } = await providerOdds("runpod", "live");
  expect(odds[0]).toMatchObject({ launches: 20, successPercent: 100 });
});

it("knows the reasons it counts by the words they are stored under", () => {
  expect(providersDoing.filter((word) => !reasons.includes(word))).toEqual([]);
});

it("counts how often the provider charged what it had quoted", async () => {
  await launches(
    many(20, (index) => ({ readyAfterS: 60, differs: index === 0 })),
    4,
  );
  await countOdds(now);
  const { honesty } = await providerOdds("runpod", "live");
  expect(honesty).toEqual({ receipts: 20, asQuotedPercent: 95 });
});

it("shows nothing in the sandbox world, and names no team in what everybody may read", async () => {
  await launches(
    many(20, () => ({ readyAfterS: 60 })),
    4,
  );
  await countOdds(now);
  expect(await providerOdds("runpod", "sandbox")).toEqual({ odds: [], honesty: null });
  const [row] = await db().launchOdds.findMany();
  expect(Object.keys(row ?? {}).filter((name) => /team_?id|deployment/i.test(name))).toEqual([]);
  expect(await db().launchCandidate.count()).toBe(0);
});
