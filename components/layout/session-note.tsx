"use client";

import { useEffect } from "react";
import { noteSession } from "./session-hint";

/** Stands on pages that know whether a session is open, and keeps it for those that do not. */
export function SessionNote({ isOpen }: { readonly isOpen: boolean }) {
  useEffect(() => noteSession(isOpen), [isOpen]);
  return null;
}
