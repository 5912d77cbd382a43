"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { NavItem } from "@/components/console/nav-items";
import { Button } from "@/components/ui/button";
import { CommandDialog } from "@/components/ui/command";
import { PaletteList } from "./palette-list";

/** The command palette: a button that says so, and Ctrl-K or Cmd-K from anywhere. */
export function Palette({ places }: { readonly places: readonly NavItem[] }) {
  const t = useTranslations("console.palette");
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const isMac = useSyncExternalStore(never, isMacHere, () => false);
  const open = (opened: boolean) => {
    setSearch("");
    setOpen(opened);
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setSearch("");
      setOpen((was) => !was);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return (
    <>
      <Button
        size="sm"
        className="h-8 text-muted max-lg:w-8 max-lg:border-transparent max-lg:px-0"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => open(true)}
      >
        <Search aria-hidden className="size-4" />
        <span className="max-lg:sr-only">{t("button")}</span>
        <kbd aria-hidden className="ml-3 font-sans text-xs text-faint max-lg:hidden">
          {isMac ? "⌘ K" : "Ctrl K"}
        </kbd>
      </Button>
      <CommandDialog
        open={isOpen}
        onOpenChange={open}
        title={t("title")}
        placeholder={t("placeholder")}
        search={search}
        onSearch={setSearch}
      >
        {isOpen && <PaletteList places={places} search={search} onDone={() => open(false)} />}
      </CommandDialog>
    </>
  );
}

const never = () => () => {};

function isMacHere(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
