import { defaultLocale, isLocale, localePath } from "@/lib/i18n/locales";

export const HOME = "/dashboard";

/** A path without the language in front. */
export function withoutLocale(path: string): string {
  const bare = path.replace(/^\/zh(?=[/?#]|$)/, "");
  return bare.startsWith("/") ? bare : `/${bare}`;
}

/** `/sign-in` and the like with where to go afterwards, left out where it is the dashboard. */
export function withReturn(path: string, returnTo: string): string {
  return returnTo === HOME ? path : `${path}?${new URLSearchParams({ returnTo })}`;
}

/** The page on which a sign-in that got past its first step goes on. */
export function secondStepPath(step: string, returnTo: string): string {
  return `/second-step?${new URLSearchParams({ step, ...(returnTo !== HOME && { returnTo }) })}`;
}

/**
 * Opens a path of this site as a new document, so that nothing read before signing in or out is
 * kept. `path` must have been checked on the server. The answer never comes: the page is leaving.
 */
export function openPage(path: string, locale: string): Promise<never> {
  const known = isLocale(locale) ? locale : defaultLocale;
  window.location.assign(localePath(known, withoutLocale(path)));
  return new Promise(() => {});
}
