import { findThings } from "@/lib/finding/queries";
import type { FoundThings } from "@/lib/finding/types";
import { liveAnswer } from "../live-answer";

const LONGEST = 100;

/** Machines, keys and GPUs whose names hold what was typed (`q`). */
export function GET(request: Request): Promise<Response> {
  const search = new URL(request.url).searchParams.get("q") ?? "";
  return liveAnswer<FoundThings>((scope) => findThings(scope, search.slice(0, LONGEST)));
}
