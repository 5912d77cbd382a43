import type { MetadataRoute } from "next";
import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { MOST_WANTED } from "@/lib/gpus/catalog";
import { comparePath, rivalOf } from "@/lib/gpus/compare-path";
import { languageTags, localePath, locales } from "@/lib/i18n/locales";
import { lastChanges } from "@/lib/prices/price-changes";
import { gpuMatrix } from "@/lib/prices/queries";

export const dynamic = "force-dynamic";

/** Every public page in every language; GPUs and providers are those of the price table. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  if (env.WORLD === "sandbox") return [];
  const [{ rows, providers }, changed] = await Promise.all([gpuMatrix(clock.now()), lastChanges()]);
  const newest = [...changed.values()].toSorted((one, other) => other.getTime() - one.getTime())[0];
  const paths = [
    ...["/", "/gpus", "/compare", "/specs", "/providers", "/sources"],
    ...providers.map((provider) => `/providers/${provider.id}`),
    ...new Set(MOST_WANTED.map((id) => comparePath([id, rivalOf(id) ?? id]))),
  ];
  const pages = [
    ...paths.map((path) => ({ path, lastModified: newest })),
    ...rows.map(({ modelId }) => ({
      path: `/gpus/${modelId}`,
      lastModified: changed.get(modelId),
    })),
  ];
  const texts = ["/pricing", "/terms", "/privacy", "/contact"].map((path) => ({
    path,
    lastModified: undefined,
  }));
  return [...pages, ...texts].flatMap(({ path, lastModified }) =>
    locales.map((locale) => ({
      url: addressOf(localePath(locale, path)),
      ...(lastModified && { lastModified }),
      alternates: {
        languages: Object.fromEntries(
          locales.map((each) => [languageTags[each], addressOf(localePath(each, path))]),
        ),
      },
    })),
  );
}

function addressOf(path: string): string {
  return new URL(path, env.APP_URL).href;
}
