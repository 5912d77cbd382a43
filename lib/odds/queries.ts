import { db } from "@/lib/db";
import { env } from "@/lib/env";
import type { LaunchOdds } from "@/lib/generated/prisma/client";
import { findGpu } from "@/lib/gpus/catalog";
import type { FindOdds, OddsView, ProviderOdds } from "./types";

type World = "sandbox" | "live";

/** A provider's launch odds and price honesty. Public; nothing outside the live world. */
export async function providerOdds(
  providerId: string,
  world: World = env.WORLD,
): Promise<ProviderOdds> {
  if (world !== "live") return { odds: [], honesty: null };
  const [rows, honesty] = await Promise.all([
    db().launchOdds.findMany({
      where: { providerId },
      orderBy: [{ launches: "desc" }, { gpuModel: "asc" }, { region: "asc" }],
    }),
    db().priceHonesty.findUnique({ where: { providerId } }),
  ]);
  return {
    odds: rows.map(toOddsView),
    honesty: honesty && {
      receipts: honesty.receipts,
      asQuotedPercent: percent(honesty.asQuoted, honesty.receipts),
    },
  };
}

/** The odds of some models at every provider; finds none outside the live world. */
export async function oddsOfModels(
  modelIds: readonly string[],
  world: World = env.WORLD,
): Promise<FindOdds> {
  const rows =
    world === "live"
      ? await db().launchOdds.findMany({ where: { gpuModel: { in: [...modelIds] } } })
      : [];
  return ({ providerId, modelId, region }) => {
    const own = rows.filter((row) => row.providerId === providerId && row.gpuModel === modelId);
    const there = region === null ? undefined : own.find((row) => row.region === region);
    const row = there ?? own.find((each) => each.region === "");
    return row ? toOddsView(row) : null;
  };
}

function toOddsView(row: LaunchOdds): OddsView {
  return {
    modelId: row.gpuModel,
    modelName: findGpu(row.gpuModel)?.name ?? row.gpuModel,
    region: row.region === "" ? null : row.region,
    launches: row.launches,
    successPercent: percent(row.succeeded, row.launches),
    medianReadySeconds: row.medianReadySeconds,
    p90ReadySeconds: row.p90ReadySeconds,
  };
}

function percent(part: number, whole: number): number {
  return Math.floor((part * 100) / whole);
}
