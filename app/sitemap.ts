import type { MetadataRoute } from "next";
import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { languageTags, localePath, locales } from "@/lib/i18n/locales";
import { lastChanges } from "@/lib/prices/price-changes";
import { gpuMatrix } from "@/lib/prices/queries";

export const dynamic = "force-dynamic";

/** Every public page in every language; the GPUs are those of the price table. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  if (env.WORLD === "sandbox") return [];
  const [{ rows }, changed] = await Promise.all([gpuMatrix(clock.now()), lastChanges()]);
  const newest = [...changed.values()].toSorted((one, other) => other.getTime() - one.getTime())[0];
  const pages = [
    ...["/", "/gpus", "/sources"].map((path) => ({ path, lastModified: newest })),
    ...rows.map(({ modelId }) => ({
      path: `/gpus/${modelId}`,
      lastModified: changed.get(modelId),
    })),
  ];
  return pages.flatMap(({ path, lastModified }) =>
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
