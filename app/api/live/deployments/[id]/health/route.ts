import { z } from "zod";
import { getHealth } from "@/lib/health/queries";
import { type HealthView, healthRanges } from "@/lib/health/types";
import { liveAnswer } from "../../../live-answer";

interface RouteContext {
  readonly params: Promise<{ id: string }>;
}

const wanted = z.enum(healthRanges).catch("day");

/** How well a deployment's machine is and was, over the range in the query. */
export function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const range = wanted.parse(new URL(request.url).searchParams.get("range"));
  return liveAnswer<HealthView>(async (scope) => getHealth(scope, (await params).id, range));
}
