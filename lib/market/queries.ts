import { findGpu, type GpuModel, wantedPlace } from "@/lib/gpus/catalog";
import { nearestModels } from "@/lib/gpus/nearest";
import { gpuHistory } from "@/lib/history/queries";
import { providerOdds } from "@/lib/odds/queries";
import { gpuMatrix, gpuPage, sourceStates } from "@/lib/prices/queries";
import type { GpuMatrix, MatrixRow } from "@/lib/prices/types";
import { cheapestByArea, cloudCount, monthlyOffers, priceRange } from "./cheapest";
import { buildCard, buildDirectory, soldModels } from "./directory";
import type { ComparedGpu, GpuView, NearGpu, ProviderCard, ProviderView } from "./types";

const MOST_NEAR = 5;

/** The page of one GPU; `null` for a model nobody knows. Public. */
export async function gpuView(modelId: string, now: Date): Promise<GpuView | null> {
  const gpu = findGpu(modelId);
  const page = gpu && (await gpuPage(gpu.id, now));
  if (!gpu || !page) return null;
  const price = page.cheapest?.kind === "live" ? page.cheapest.pricePerGpuHour : null;
  const isSold = page.offers.some((offer) => !offer.isPartition);
  const [history, near] = await Promise.all([
    gpuHistory(gpu.id, { price, now }),
    isSold ? [] : nearTo(gpu, now),
  ]);
  return {
    ...history,
    gpu,
    page,
    range: priceRange(page.offers),
    areas: cheapestByArea(page.offers),
    monthly: monthlyOffers(page.offers),
    near,
  };
}

async function nearTo(gpu: GpuModel, now: Date): Promise<NearGpu[]> {
  const sold = soldRows(await gpuMatrix(now));
  const wanted = { modelId: gpu.id, family: gpu.family, memoryGb: gpu.memoryGb };
  return nearestModels(wanted, sold).slice(0, MOST_NEAR);
}

/** Every GPU of which a whole card can be had live, the most wanted first. Public. */
export async function soldGpus(now: Date): Promise<NearGpu[]> {
  return soldRows(await gpuMatrix(now))
    .map(({ modelId, name, memoryGb, cheapest }) => ({ modelId, name, memoryGb, cheapest }))
    .sort((one, other) => wantedPlace(one.modelId) - wantedPlace(other.modelId));
}

type SoldGpu = NearGpu & Pick<MatrixRow, "family">;

function soldRows({ rows, providers }: GpuMatrix): SoldGpu[] {
  const names = new Map(providers.map(({ id, name }) => [id, name]));
  return rows.flatMap(({ modelId, name, family, memoryGb, cells, cheapest }) => {
    const cell = cells[cheapest?.providerId ?? ""];
    if (!cheapest || cell?.kind !== "live") return [];
    const { providerId } = cheapest;
    const price = {
      kind: "live",
      offerId: cell.offerId,
      providerId,
      providerName: names.get(providerId) ?? providerId,
      modelId,
      pricePerGpuHour: cell.pricePerGpuHour,
      region: cell.region,
      area: null,
      availability: cell.availability,
      observedAt: cell.observedAt,
      ...(cell.listedOn && { listedOn: cell.listedOn }),
      freshness: cell.freshness,
      isLaunchable: false,
    } as const;
    return [{ modelId, name, family, memoryGb, cheapest: price }];
  });
}

/** Up to four GPUs side by side, in the order asked for; ids nobody knows are left out. Public. */
export async function comparison(ids: readonly string[], now: Date): Promise<ComparedGpu[]> {
  const all = await Promise.all(
    ids.map(async (id) => {
      const [gpu, page] = [findGpu(id), await gpuPage(id, now)];
      if (!gpu || !page) return [];
      const { cheapest, spot, offers } = page;
      const areas = cheapestByArea(offers);
      return [{ gpu, cheapest, spot, providerCount: cloudCount(offers), areas }];
    }),
  );
  return all.flat();
}

/** Every provider with any price, live or dated. Public. */
export async function providerDirectory(now: Date): Promise<ProviderCard[]> {
  const [matrix, sources] = await Promise.all([gpuMatrix(now), sourceStates(now)]);
  return buildDirectory(matrix, sources.live);
}

/** One provider and what it sells; `null` for an id without any price. Public. */
export async function providerView(id: string, now: Date): Promise<ProviderView | null> {
  const [matrix, sources, odds] = await Promise.all([
    gpuMatrix(now),
    sourceStates(now),
    providerOdds(id),
  ]);
  const seller = matrix.providers.find((one) => one.id === id);
  if (!seller) return null;
  return {
    generatedAt: matrix.generatedAt,
    card: buildCard({ id, name: seller.name }, matrix, sources.live),
    models: soldModels(seller, matrix),
    odds,
  };
}
