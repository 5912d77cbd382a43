"use client";

import type { ReactNode } from "react";
import { SessionLink } from "@/components/layout/session-link";
import { Link } from "@/lib/i18n/navigation";
import type { NavItem } from "./nav-items";

export interface NavPlaceProps {
  readonly item: NavItem;
  readonly isHere: boolean;
  readonly className: string;
  /** Says the place where its word is not to be seen. */
  readonly title?: string | undefined;
  readonly onGo?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** The way to a place of the console; a public page is loaded as a new document. */
export function NavPlace({ item, isHere, className, title, onGo, children }: NavPlaceProps) {
  if (item.isPublic) {
    return (
      <SessionLink href={item.href} title={title} className={className}>
        {children}
      </SessionLink>
    );
  }
  return (
    <Link
      href={item.href}
      title={title}
      aria-current={isHere ? "page" : undefined}
      className={className}
      {...(onGo && { onClick: onGo })}
    >
      {children}
    </Link>
  );
}
