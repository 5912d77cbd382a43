import type { MetadataRoute } from "next";
import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { MOST_WANTED } from "@/lib/gpus/catalog";
import { comparePath, rivalOf } from "@/lib/gpus/compare-path";
import { languageTags, localePath, locales } from "@/lib/i18n/locales";
import { gpuMatrix } from "@/lib/prices/queries";

export const dynamic = "force-dynamic";

/** Every public page in every language; GPUs and providers are those of the price table. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  if (env.WORLD === "sandbox") return [];
  const { rows, providers } = await gpuMatrix(clock.now());
  const paths = [
    ...["/", "/gpus", "/compare", "/specs", "/providers", "/sources"],
    ...rows.map((row) => `/gpus/${row.modelId}`),
    ...providers.map((provider) => `/providers/${provider.id}`),
    ...new Set(MOST_WANTED.map((id) => comparePath([id, rivalOf(id) ?? id]))),
  ];
  return paths.flatMap((path) =>
    locales.map((locale) => ({
      url: addressOf(localePath(locale, path)),
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
