"use client";

import { useTranslations } from "next-intl";
import type { LiveKeys } from "@/components/keys/live-keys";
import { tierWithRoom } from "@/lib/billing/tiers";
import { Link } from "@/lib/i18n/navigation";
import { Locked } from "./locked";

type Room = Pick<LiveKeys, "keys" | "most">;

/** On the page of the keys: the tier has no room for another. */
export function KeyRoom({ keys, most }: Room) {
  const t = useTranslations("gate");
  const used = keys.filter(({ state }) => state !== "frozen" && state !== "refused").length;
  if (most === null || used < most) return null;
  return (
    <Locked tier={tierWithRoom("provider-keys", most)}>{t("keysFull", { count: most })}</Locked>
  );
}

/** Elsewhere: keys the tier has no room for, with the way to choose which one stays. */
export function FrozenKeys({ keys, most }: Room) {
  const t = useTranslations("gate");
  const count = keys.filter(({ state }) => state === "frozen").length;
  if (most === null || count === 0) return null;
  return (
    <Locked tier={tierWithRoom("provider-keys", most)}>
      {t("keysFrozen", { count })}{" "}
      <Link href="/dashboard/keys" className="underline">
        {t("chooseKey")}
      </Link>
    </Locked>
  );
}
