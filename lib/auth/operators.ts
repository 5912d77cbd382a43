import { env } from "@/lib/env";

/** Whether this mail address is one of those in `OPERATORS`, the people who run the installation. */
export function isOperatorAddress(email: string): boolean {
  const addresses = env.OPERATORS.split(",").map((address) => address.trim().toLowerCase());
  return email !== "" && addresses.includes(email.toLowerCase());
}
