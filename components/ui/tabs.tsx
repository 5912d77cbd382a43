"use client";

import * as Radix from "@radix-ui/react-tabs";
import type { ReactNode } from "react";

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly {
    readonly id: string;
    readonly title: ReactNode;
    readonly body: ReactNode;
  }[];
  readonly initial?: string;
}

/** Tabs on a line; arrow keys move between them. */
export function Tabs({ label, tabs, initial }: TabsProps) {
  return (
    <Radix.Root defaultValue={initial ?? tabs[0]?.id ?? ""}>
      <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className={
              "-mb-px h-10 whitespace-nowrap border-b-2 border-transparent px-3 font-medium " +
              "text-muted hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
            }
          >
            {tab.title}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} className="pt-4">
          {tab.body}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
