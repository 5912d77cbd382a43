"use client";

import { type RefCallback, useCallback, useState } from "react";

/**
 * Whether somebody has turned to a place, with a pointer or a finger on it or with the keyboard
 * anywhere, so that what is heavy loads only then.
 */
export function useWanted(): [RefCallback<HTMLElement>, boolean] {
  const [isWanted, setWanted] = useState(false);
  const place = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const want = () => setWanted(true);
    element.addEventListener("pointerenter", want, { once: true });
    document.addEventListener("keydown", want, { once: true });
    return () => {
      element.removeEventListener("pointerenter", want);
      document.removeEventListener("keydown", want);
    };
  }, []);
  return [place, isWanted];
}
