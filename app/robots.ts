import type { MetadataRoute } from "next";
import { env } from "@/lib/env";

export const dynamic = "force-dynamic";

/** The sandbox world is nobody's search result. */
export default function robots(): MetadataRoute.Robots {
  if (env.WORLD === "sandbox") return { rules: { userAgent: "*", disallow: "/" } };
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: [
        "/api/",
        "/dashboard",
        "/admin",
        "/settings",
        "/zh/dashboard",
        "/zh/admin",
        "/zh/settings",
        "/go/",
        "/zh/go/",
      ],
    },
    sitemap: new URL("/sitemap.xml", env.APP_URL).href,
  };
}
