import { cn } from "./cn";

/** A grey shape of what is coming; give it the size of the real thing. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden className={cn("block animate-pulse rounded bg-hover", className)} />;
}
