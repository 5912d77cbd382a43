import type { NextRequest } from "next/server";
import { clock } from "@/lib/clock";
import { defaultLocale, isLocale, localePath } from "@/lib/i18n/locales";
import { visitOffer } from "@/lib/visits/visit-offer";

export const dynamic = "force-dynamic";

interface GoParams {
  readonly params: Promise<{ locale: string; offer: string }>;
}

/**
 * Sends the visitor to the provider's own page for an offer, or, where it is not sold any more, to
 * the page of its GPU, which says so.
 */
export async function GET(request: NextRequest, { params }: GoParams): Promise<Response> {
  const { locale, offer } = await params;
  const visit = await visitOffer(offer, { now: clock.now(), isCounted: !looksAhead(request) });
  if (visit.kind === "provider") return sendTo(visit.url);
  const page = visit.modelId === null ? "/gpus" : `/gpus/${visit.modelId}`;
  return sendTo(`${localePath(isLocale(locale) ? locale : defaultLocale, page)}#offer-gone`);
}

function looksAhead({ method, headers }: NextRequest): boolean {
  const purpose = headers.get("sec-purpose") ?? headers.get("purpose") ?? "";
  return method !== "GET" || purpose.includes("prefetch");
}

function sendTo(location: string): Response {
  const headers = { location, "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" };
  return new Response(null, { status: 302, headers });
}
