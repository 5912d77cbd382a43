import type { ComponentProps } from "react";
import { Link } from "@/lib/i18n/navigation";

/**
 * A link between public pages. They are cached and answer within milliseconds, so nothing is
 * fetched ahead: a page full of links would otherwise load a page for each of them.
 */
export function SiteLink(props: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...props} />;
}
