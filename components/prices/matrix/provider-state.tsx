import { useTranslations } from "next-intl";
import { Status } from "@/components/ui/status";
import type { Tone } from "@/components/ui/tone";
import type { MatrixProvider } from "@/lib/prices/types";

type State = NonNullable<MatrixProvider["source"]> | "reference";

const tones: Readonly<Record<State, Tone>> = {
  ok: "good",
  stale: "warn",
  short: "warn",
  failed: "bad",
  "needs-key": "neutral",
  never: "neutral",
  dated: "neutral",
  reference: "neutral",
};

export interface ProviderStateProps {
  /** Null: known from the reference prices alone. */
  readonly state: MatrixProvider["source"];
}

/** How a price source is doing, as a dot and a word. */
export function ProviderState({ state }: ProviderStateProps) {
  const t = useTranslations("common.sourceState");
  const known = state ?? "reference";
  return <Status tone={tones[known]} word={t(known)} className="gap-1.5 text-xs font-normal" />;
}
