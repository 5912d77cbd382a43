import { AppError } from "@/lib/errors";
import { rehearsePolicy } from "@/lib/repair/queries";
import type { Rehearsal } from "@/lib/repair/types";
import { repairPolicy } from "@/lib/repair-policy/schema";
import { liveAnswer } from "../../../../live-answer";

interface RouteContext {
  readonly params: Promise<{ id: string }>;
}

/** What the policy in the query would have done about one machine in the last thirty days. */
export function GET(request: Request, { params }: RouteContext): Promise<Response> {
  return liveAnswer<Rehearsal>(async (scope) => {
    const policy = repairPolicy.safeParse(
      readJson(new URL(request.url).searchParams.get("policy")),
    );
    if (!policy.success) throw new AppError("invalid", "invalid");
    return rehearsePolicy(scope, { deploymentId: (await params).id, policy: policy.data });
  });
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
