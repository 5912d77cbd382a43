import type { NextRequest } from "next/server";
import { comparePath, readComparePath } from "@/lib/gpus/compare-path";
import { defaultLocale, isLocale, localePath } from "@/lib/i18n/locales";

interface PickParams {
  readonly params: Promise<{ locale: string }>;
}

/** The comparison of the GPUs chosen in a form; its own page for one, the picker for none. */
export async function GET(request: NextRequest, { params }: PickParams): Promise<Response> {
  const { locale } = await params;
  const chosen = request.nextUrl.searchParams.getAll("gpu").join("-vs-");
  const { ids } = readComparePath(chosen);
  const [first] = ids;
  const path = ids.length > 1 ? comparePath(ids) : first ? `/gpus/${first}` : "/compare";
  const location = localePath(isLocale(locale) ? locale : defaultLocale, path);
  return new Response(null, { status: 303, headers: { location } });
}
