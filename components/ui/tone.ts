/** What a mark means; never the only signal, a word stands beside it. */
export type Tone = "neutral" | "good" | "warn" | "bad" | "info" | "accent" | "demand" | "spot";

export const softTone: Readonly<Record<Tone, string>> = {
  neutral: "bg-hover text-muted",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
  accent: "bg-accent-soft text-accent",
  demand: "bg-demand-soft text-demand",
  spot: "bg-spot-soft text-spot",
};

export const solidTone: Readonly<Record<Tone, string>> = {
  neutral: "bg-faint",
  good: "bg-good",
  warn: "bg-warn",
  bad: "bg-bad",
  info: "bg-info",
  accent: "bg-accent",
  demand: "bg-demand",
  spot: "bg-spot",
};
