import { env } from "@/lib/env";

/** Who asks for a passkey: the site's name, its host and its address. */
export function relyingParty() {
  const { hostname, origin } = new URL(env.APP_URL);
  return { name: "ComputeHub", id: hostname, origin };
}
