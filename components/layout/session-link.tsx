import { useLocale } from "next-intl";
import type { ComponentProps } from "react";
import { defaultLocale, isLocale, localePath } from "@/lib/i18n/locales";

/**
 * A link from a public page to one with a session, or back. It loads a fresh document, so that the
 * page with a session runs under its own, stricter content policy.
 */
export function SessionLink({ href = "/", ...rest }: ComponentProps<"a">) {
  const locale = useLocale();
  return <a {...rest} href={localePath(isLocale(locale) ? locale : defaultLocale, href)} />;
}
