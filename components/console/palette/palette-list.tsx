"use client";

import {
  Cpu,
  KeyRound,
  type LucideIcon,
  Plus,
  Server,
  SquareTerminal,
  UserPlus,
} from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { openPage } from "@/components/auth/return-path";
import type { NavItem } from "@/components/console/nav-items";
import { useLive } from "@/components/console/use-live";
import { CommandGroup, CommandItem } from "@/components/ui/command";
import type { FoundThings } from "@/lib/finding/types";
import { useRouter } from "@/lib/i18n/navigation";
import { usePageCommands } from "./page-commands";

export interface PaletteListProps {
  readonly places: readonly NavItem[];
  readonly search: string;
  /** Called before anything is done or gone to. */
  readonly onDone: () => void;
}

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly note?: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

/** What fits the words: acts of the page in view, pages, machines, keys, GPUs. */
export function PaletteList({ places, search, onDone }: PaletteListProps) {
  const t = useTranslations("console.palette");
  const { groups, isBlind } = useGroups({ places, search });
  const found = groups.filter(({ entries }) => entries.length > 0);
  if (found.length === 0) {
    const text = isBlind ? t("notLooked") : t("nothing", { search });
    return <p className="px-4 py-8 text-center text-muted">{text}</p>;
  }
  return (
    <>
      {isBlind && <p className="px-4 py-2 text-sm text-warn">{t("notLooked")}</p>}
      {found.map(({ name, entries }) => (
        <CommandGroup key={name} heading={name}>
          {entries.map(({ id, text, note, icon: Icon, run }) => (
            <CommandItem
              key={id}
              value={id}
              onSelect={() => {
                onDone();
                run();
              }}
            >
              <Icon aria-hidden className="size-4 shrink-0 text-faint" />
              <span className="min-w-0 flex-1 truncate">{text}</span>
              {note && <span className="shrink-0 text-sm text-faint">{note}</span>}
            </CommandItem>
          ))}
        </CommandGroup>
      ))}
    </>
  );
}

interface Group {
  readonly name: string;
  readonly entries: readonly Entry[];
}

interface Found {
  readonly groups: readonly Group[];
  /** What is stored could not be looked through. */
  readonly isBlind: boolean;
}

function useGroups({ places, search }: Omit<PaletteListProps, "onDone">): Found {
  const t = useTranslations("console.palette");
  const nav = useTranslations("console.nav");
  const go = useGo();
  const offered = usePageCommands();
  const path = `find?q=${encodeURIComponent(search.trim())}`;
  const { data, trouble } = useLive<FoundThings>(path, { keepsPrevious: true });
  const fits = fitting(search);
  const page: Entry[] = offered.map((command) => ({ ...command, icon: SquareTerminal }));
  const acts: Entry[] = [
    { id: "launch", text: t("launch"), icon: Plus, run: go("/dashboard/deployments/new") },
    { id: "add-key", text: t("addKey"), icon: KeyRound, run: go("/dashboard/keys#add") },
    { id: "invite", text: t("invite"), icon: UserPlus, run: go("/settings/team") },
  ];
  const pages: Entry[] = places.map(({ href, text, icon, isPublic }) => ({
    id: `page ${href}`,
    text: nav(text),
    icon,
    run: go(href, isPublic),
  }));
  const machines = data?.machines.map(({ id, name, providerName, isOver }) => ({
    id: `machine ${id}`,
    text: name,
    note: isOver ? t("ended", { provider: providerName }) : providerName,
    icon: Server,
    run: go(`/dashboard/deployments/${id}`),
  }));
  const keys = data?.keys.map(({ id, name, providerName, lastFour }) => ({
    id: `key ${id}`,
    text: name,
    note: `${providerName} ••••${lastFour}`,
    icon: KeyRound,
    run: go("/dashboard/keys"),
  }));
  const gpus = data?.gpus.map(({ id, name }) => ({
    id: `gpu ${id}`,
    text: name,
    icon: Cpu,
    run: go(`/gpus/${id}`, true),
  }));
  const groups = [
    { name: t("here"), entries: page.filter(fits) },
    { name: t("acts"), entries: acts.filter(fits) },
    { name: t("pages"), entries: pages.filter(fits) },
    { name: t("machines"), entries: machines ?? [] },
    { name: t("keys"), entries: keys ?? [] },
    { name: t("gpus"), entries: gpus ?? [] },
  ];
  return { groups, isBlind: trouble !== null };
}

/** Whether all words that were typed stand in an entry's text. */
function fitting(search: string) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ text }: Entry) => words.every((word) => text.toLowerCase().includes(word));
}

/** Goes to a page; a public one is loaded as a new document. */
function useGo() {
  const router = useRouter();
  const locale = useLocale();
  return (href: string, isPublic = false) =>
    () => {
      if (isPublic) void openPage(href, locale);
      else router.push(href);
    };
}
