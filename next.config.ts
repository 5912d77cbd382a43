import type { NextConfig } from "next";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants";
import createNextIntlPlugin from "next-intl/plugin";
import { contentSecurityPolicy } from "./lib/content-security-policy";
import { allGpus } from "./lib/gpus/catalog";
import { malformedAddress } from "./lib/malformed-address";

const withTexts = createNextIntlPlugin("./lib/i18n/request.ts");

/** Pages with a session: their policy carries a nonce and comes from proxy.ts. */
const sessionPaths =
  "(?:zh/)?(?:dashboard|admin|settings|sign-in|sign-up|sign-out|verify|reset|accept-invite|alert)";

/** An id of no GPU, which has a page of its own to say so. */
const unknownGpu = `:model((?!(?:${allGpus()
  .map(({ id }) => id)
  .join("|")})$)[^/.]+)`;

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  },
];

function makeConfig(development: boolean): NextConfig {
  return {
    distDir: process.env.NEXT_DIST_DIR ?? ".next",
    poweredByHeader: false,
    reactStrictMode: true,
    devIndicators: false,
    // In development the framework prints the arguments of actions, passwords and keys among them.
    logging: { serverFunctions: false },
    expireTime: 300,
    // Room for every public page in both languages: what falls out cannot be shown while the
    // database is away.
    cacheMaxMemorySize: 500_000_000,
    // Its own choice between native and plain code is made while it runs.
    serverExternalPackages: ["ssh2"],
    experimental: { isrFlushToDisk: false },
    async redirects() {
      return [
        { source: "/en", destination: "/", permanent: true },
        { source: "/en/:path*", destination: "/:path*", permanent: true },
      ];
    },
    async rewrites() {
      return {
        beforeFiles: [
          { source: `/api/(${malformedAddress})`, destination: "/api/unreadable" },
          { source: `/zh/(${malformedAddress})`, destination: "/zh/unreadable" },
          { source: `/(${malformedAddress})`, destination: "/en/unreadable" },
          { source: "/", destination: "/en" },
          { source: `/gpus/${unknownGpu}`, destination: "/en/gpus/unknown/:model" },
          { source: `/zh/gpus/${unknownGpu}`, destination: "/zh/gpus/unknown/:model" },
          {
            source: "/:path((?!(?:en|zh|api|_next)(?:/|$))(?!.*\\.[a-z0-9]+$).*)",
            destination: "/en/:path",
          },
        ],
        afterFiles: [],
        fallback: [],
      };
    },
    async headers() {
      const policy = contentSecurityPolicy({ development });
      return [
        { source: "/:path*", headers: everywhere },
        {
          source: `/:path((?!${sessionPaths}).*)`,
          headers: [{ key: "Content-Security-Policy", value: policy }],
        },
        {
          source: "/:path*",
          has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
          headers: [{ key: "Strict-Transport-Security", value: "max-age=31536000" }],
        },
      ];
    },
  };
}

export default (phase: string): NextConfig =>
  withTexts(makeConfig(phase === PHASE_DEVELOPMENT_SERVER));
