import type { MetadataRoute } from "next";
import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { languageTags, localePath, locales } from "@/lib/i18n/locales";
import { gpuMatrix } from "@/lib/prices/queries";

export const dynamic = "force-dynamic";

/** Every public page in every language; the GPUs are those of the price table. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  if (env.WORLD === "sandbox") return [];
  const { rows } = await gpuMatrix(clock.now());
  const paths = ["/", "/gpus", "/sources", ...rows.map((row) => `/gpus/${row.modelId}`)];
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
