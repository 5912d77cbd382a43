import { headers } from "next/headers";
import { withoutLocale } from "@/components/auth/return-path";
import { currentScope } from "@/lib/auth/session";
import type { Locale } from "@/lib/i18n/locales";
import { redirect } from "@/lib/i18n/navigation";

/**
 * Sends somebody with an open session on to where they wanted to go. While a form is being sent the
 * page stays: the form leads on by itself.
 */
export async function passOn(path: string, locale: Locale): Promise<void> {
  if ((await headers()).has("next-action")) return;
  const scope = await currentScope();
  if (scope?.team) redirect({ href: withoutLocale(path), locale });
}
