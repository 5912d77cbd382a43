"use client";

import { useTranslations } from "next-intl";

const rate =
  /(USD|EUR|INR|GBP|US cents)\/(GPU|OCPU|instance|machine|Droplet|address)-(hour|minute)/g;
const least = /, (\d+) minutes at least/g;
const ahead = /, (\d+) hours paid in advance/g;

/** A price as the provider wrote it, with the words of its unit in the reader's language. */
export function useNativePrice(): (written: string) => string {
  const t = useTranslations("launch.plan.native");
  return (written) =>
    written
      .replace(rate, (_, money: string, of: string, time: string) =>
        t("rate", { money: money === "US cents" ? "cents" : money, of, time }),
      )
      .replace(least, (_, count: string) => t("least", { count: Number(count) }))
      .replace(ahead, (_, count: string) => t("ahead", { count: Number(count) }));
}
