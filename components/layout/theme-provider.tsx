"use client";

import { ThemeProvider as NextThemes } from "next-themes";
import type { ReactNode } from "react";

export interface ThemeProviderProps {
  /** The page's nonce, on pages whose policy asks for one. */
  readonly nonce?: string;
  readonly children: ReactNode;
}

/** Light or dark: the reader's choice, else the system's, known before the first paint. */
export function ThemeProvider({ nonce, children }: ThemeProviderProps) {
  return (
    <NextThemes
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={nonce}
    >
      {children}
    </NextThemes>
  );
}
