import { clock } from "@/lib/clock";
import { db } from "@/lib/db";
import { log } from "@/lib/log";
import { shownSince } from "../freshness";
import { buildIndex, type OfferIndex } from "./build-index";

/** How often the database is asked whether prices changed. */
const LOOK_MS = 1_000;
/** Between two rebuilds, so that many sources refreshed one after the other cost one. */
const REST_MS = 5_000;

interface Held {
  index: OfferIndex | null;
  lookedMs: number;
  builtMs: number;
  /** The one look or rebuild under way. */
  work: Promise<OfferIndex> | null;
}

const held: Held = { index: null, lookedMs: Number.NEGATIVE_INFINITY, builtMs: 0, work: null };

/**
 * The index of all offers, kept in this process. The first caller waits for it; later ones get the
 * one there is while a newer one is made. It goes on answering while the database is away.
 */
export async function offerIndex(): Promise<OfferIndex> {
  const { index } = held;
  if (performance.now() - held.lookedMs < LOOK_MS && index) return index;
  held.work ??= renew().finally(() => {
    held.work = null;
  });
  if (!index) return held.work;
  held.work.catch((error: unknown) => {
    log.warn("the offers could not be read again", { error: String(error) });
  });
  return index;
}

/** The index as the database is now, however new the one there is. */
export async function freshIndex(): Promise<OfferIndex> {
  await held.work?.catch(() => null);
  held.builtMs = Number.NEGATIVE_INFINITY;
  return renew();
}

async function renew(): Promise<OfferIndex> {
  held.lookedMs = performance.now();
  const [row] = await db().priceVersion.findMany();
  const version = row?.version ?? null;
  const { index, builtMs } = held;
  if (index?.version === version || (index && performance.now() - builtMs < REST_MS)) return index;
  const [offers, references] = await Promise.all([
    db().offer.findMany({
      where: {
        vanishedAt: null,
        heldReason: null,
        gpuModel: { not: null },
        observedAt: { gte: shownSince(clock.now()) },
      },
    }),
    db().referenceOffer.findMany({ where: { gpuModel: { not: null }, isShown: true } }),
  ]);
  const built = buildIndex({ version, offers, references });
  held.index = built;
  held.builtMs = performance.now();
  return built;
}
