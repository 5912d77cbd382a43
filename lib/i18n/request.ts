import { getRequestConfig } from "next-intl/server";
import { defaultLocale, isLocale } from "./locales";

/** Texts of one request. Times are shown in UTC so that server and browser write the same words. */
export default getRequestConfig(async ({ requestLocale }) => {
  const wanted = (await requestLocale) ?? defaultLocale;
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const texts = await import(`../../messages/${locale}.json`);
  return { locale, messages: texts.default, timeZone: "UTC" };
});
