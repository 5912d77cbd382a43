import { HOME } from "@/components/auth/return-path";
import { safePath } from "@/lib/auth/safe-path";

/** One value of an address's query, whatever was put there. */
export type QueryValue = string | string[] | undefined;

/** The first value of a query's name. */
export function firstOf(value: QueryValue): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** Where to go on after signing in: a path of this site, else the dashboard. */
export function returnTo(value: QueryValue): string {
  return safePath(firstOf(value)) ?? HOME;
}
