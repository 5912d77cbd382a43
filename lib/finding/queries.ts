import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { inTeam, type Tx } from "@/lib/db";
import type { FoundThings } from "@/lib/finding/types";
import { allGpus, wantedPlace } from "@/lib/gpus/catalog";
import { findProviderMeta, providerMetas } from "@/lib/providers/meta";

const MOST_MACHINES = 8;
const MOST_KEYS = 5;
const MOST_GPUS = 6;
const MOST_WORDS = 6;

/**
 * Machines of the team of which all words of a search are said (name, GPU, provider or region), keys
 * and GPU models in whose names they stand; without words the newest machines and the GPUs most people
 * look for. Machines that are over come last.
 */
export async function findThings(scope: TeamScope, search: string): Promise<FoundThings> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const found = await inTeam(teamId, async (tx) => ({
    machines: await findMachines(tx, teamId, words),
    keys: words.length > 0 ? await findKeys(tx, teamId, words) : [],
  }));
  return { ...found, gpus: findGpus(words) };
}

async function findMachines(tx: Tx, teamId: string, words: readonly string[]) {
  const rows = await tx.deployment.findMany({
    where: { teamId, AND: words.map(isSaidOf) },
    select: { id: true, name: true, providerId: true, endedAt: true },
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }, { id: "asc" }],
    take: MOST_MACHINES,
  });
  return rows.map(({ id, name, providerId, endedAt }) => ({
    id,
    name,
    providerName: providerName(providerId),
    isOver: endedAt !== null,
  }));
}

async function findKeys(tx: Tx, teamId: string, words: readonly string[]) {
  const keys = await tx.providerKey.findMany({
    where: { teamId, state: { not: "removed" } },
    select: { id: true, name: true, providerId: true, lastFour: true },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
  return keys
    .map(({ providerId, ...key }) => ({ ...key, providerName: providerName(providerId) }))
    .filter((key) => holds(`${key.name} ${key.providerName} ${key.lastFour}`, words))
    .slice(0, MOST_KEYS);
}

function findGpus(words: readonly string[]) {
  return allGpus()
    .filter(({ id, name, vendor }) => holds(`${vendor} ${name} ${id}`, words))
    .toSorted((a, b) => wantedPlace(a.id) - wantedPlace(b.id))
    .slice(0, MOST_GPUS)
    .map(({ id, name }) => ({ id, name }));
}

function isSaidOf(word: string) {
  const part = { contains: word.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  const providers = providerMetas.filter(({ name }) => name.toLowerCase().includes(word));
  const models = allGpus().filter(({ name }) => name.toLowerCase().includes(word));
  return {
    OR: [
      { name: part },
      { gpuSpelling: part },
      { region: part },
      { gpuModel: { in: models.map(({ id }) => id) } },
      { providerId: { in: providers.map(({ id }) => id) } },
    ],
  };
}

function holds(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}

function providerName(providerId: string): string {
  return findProviderMeta(providerId)?.name ?? providerId;
}
