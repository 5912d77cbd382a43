import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/** Which machine it is about. */
export interface Beating {
  readonly teamId: string;
  readonly deploymentId: string;
}

/** What a machine signs with; derived from its id under the installation's secret and stored nowhere. */
export function heartbeatToken({ teamId, deploymentId }: Beating): string {
  return createHmac("sha256", env.AUTH_SECRET)
    .update(`heartbeat|${teamId}|${deploymentId}`)
    .digest("hex");
}

/** Whether a machine signed what it sent: the time by its clock, a dot and the body. */
export function isSigned(
  of: Beating,
  {
    time,
    body,
    signature,
  }: { readonly time: string; readonly body: string; readonly signature: string },
): boolean {
  const wanted = createHmac("sha256", heartbeatToken(of)).update(`${time}.${body}`).digest("hex");
  const [one, other] = [Buffer.from(wanted), Buffer.from(signature)];
  return one.length === other.length && timingSafeEqual(one, other);
}
