import { TrendingDown, TrendingUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { SiteLink } from "@/components/layout/site-link";
import { Age } from "@/components/ui/age";
import { cn } from "@/components/ui/cn";
import type { MoveView } from "@/lib/prices/types";
import { Price } from "./price";

/** The prices that moved most in a day; nothing on a day without a move. */
export function BiggestMoves({ moves }: { readonly moves: readonly MoveView[] }) {
  const t = useTranslations("home.moves");
  if (moves.length === 0) return null;
  return (
    <section aria-labelledby="moves" className="page pt-8">
      <h2 id="moves" className="pb-3 text-base text-muted">
        {t("title")}
      </h2>
      <ul className="grid gap-x-6 divide-y divide-line rounded-lg border border-line bg-surface sm:grid-cols-2 sm:divide-y-0 lg:grid-cols-3">
        {moves.map((move) => (
          <Move key={`${move.modelId} ${move.pricingModel}`} move={move} />
        ))}
      </ul>
    </section>
  );
}

function Move({ move }: { readonly move: MoveView }) {
  const t = useTranslations("home.moves");
  const isDown = move.percent < 0;
  const Arrow = isDown ? TrendingDown : TrendingUp;
  return (
    <li className="grid grid-cols-[1fr_auto] gap-x-3 px-4 py-2.5">
      <SiteLink href={`/gpus/${move.modelId}`} className="truncate font-medium hover:text-accent">
        {move.name}
      </SiteLink>
      <span className={cn("flex items-center gap-1.5 text-sm", isDown ? "text-good" : "text-warn")}>
        <Arrow aria-hidden className="size-4" />
        <span className="sr-only">{isDown ? t("down") : t("up")}</span>
        <span className="figures">{t("percent", { percent: Math.abs(move.percent) })}</span>
      </span>
      <span className="truncate text-xs text-muted">
        {move.providerName} · {t(move.pricingModel)} · <Age at={move.at} ago />
      </span>
      <span className="text-right text-xs text-muted">
        <Price value={move.before} per="nothing" /> → <Price value={move.after} per="nothing" />
      </span>
    </li>
  );
}
