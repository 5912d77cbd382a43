import type { ReactNode } from "react";
import { ChineseFont } from "./chinese-font";
import { ClientTexts } from "./client-texts";
import { EarlyPresses } from "./early-presses";
import { ThemeProvider } from "./theme-provider";

export interface PageProvidersProps {
  /** Parts of the messages needed in the browser, beside `common` and `layout`. */
  readonly namespaces: readonly string[];
  readonly nonce?: string;
  readonly children: ReactNode;
}

/** What every page needs around it: theme, texts, and that no press is lost while its scripts come. */
export function PageProviders({ namespaces, nonce, children }: PageProvidersProps) {
  return (
    <ThemeProvider nonce={nonce}>
      <EarlyPresses nonce={nonce} />
      <ClientTexts namespaces={["common", "layout", ...namespaces]}>
        <ChineseFont />
        {children}
      </ClientTexts>
    </ThemeProvider>
  );
}
