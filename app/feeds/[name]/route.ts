import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { locales } from "@/lib/i18n/locales";
import { speak } from "@/lib/i18n/translator";
import { feedPath, toAtom, toJsonFeed } from "@/lib/prices/feed";
import { recentChanges } from "@/lib/prices/price-changes";

export const dynamic = "force-static";
export const revalidate = 300;

/** No feed is made at build time; each is made when first asked for. */
export function generateStaticParams(): { name: string }[] {
  return [];
}

const MOST = 100;
const feeds = locales.flatMap((locale) =>
  (["xml", "json"] as const).map((kind) => ({ locale, kind, path: feedPath(locale, kind) })),
);

interface Context {
  readonly params: Promise<{ readonly name: string }>;
}

/** The price moves of the last week, in both languages and both formats. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { name } = await params;
  const feed = feeds.find(({ path }) => path === `/feeds/${name}`);
  if (!feed) return new Response("Not found", { status: 404 });
  const now = clock.now();
  const facts = {
    changes: await recentChanges(now, MOST),
    locale: feed.locale,
    site: env.APP_URL,
    now,
    say: speak(feed.locale, "feed"),
  };
  if (feed.kind === "xml") {
    const type = "application/atom+xml; charset=utf-8";
    return new Response(toAtom(facts), { headers: { "content-type": type } });
  }
  const type = "application/feed+json; charset=utf-8";
  return new Response(JSON.stringify(toJsonFeed(facts)), { headers: { "content-type": type } });
}
