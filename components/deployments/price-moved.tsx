"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { microsFromDecimal } from "@/lib/money";
import { price } from "./money";

export interface PriceMovedProps {
  /** Dollars per GPU and hour that the person has seen or agreed to. */
  readonly agreed: string;
  /** The price of now. */
  readonly now: string;
  readonly onAgree: (price: string) => void;
}

/** Says when the price is not the one that led here, and asks before a higher one is used. */
export function PriceMoved({ agreed, now, onAgree }: PriceMovedProps) {
  const t = useTranslations("launch.moved");
  const before = microsFromDecimal(agreed) ?? 0n;
  const after = microsFromDecimal(now) ?? 0n;
  if (before === after) return null;
  const values = { from: price(agreed), to: price(now) };
  if (after < before) return <Banner tone="good">{t("down", values)}</Banner>;
  return (
    <Banner tone="warn" title={t("title")}>
      <p>{t("up", values)}</p>
      <Button size="sm" className="mt-2" onClick={() => onAgree(now)}>
        {t("accept", values)}
      </Button>
    </Banner>
  );
}
