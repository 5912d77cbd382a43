"use client";

import { Bookmark, ChevronDown, Pencil, Star, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { toast } from "sonner";
import { useLive, useRefreshLive } from "@/components/console/use-live";
import { formTexts, useSubmit } from "@/components/console/use-submit";
import { useUndo } from "@/components/console/use-undo";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import type { ActionResult } from "@/lib/actions/types";
import type { SavedViewView } from "@/lib/saved-views/schema";
import type { ListAddress } from "./use-list-query";

type Act<Input> = (input: Input) => Promise<ActionResult<SavedViewView>>;

/** The server's side of the menu. */
export interface ViewActs {
  readonly save: Act<{ list: "deployments"; name: string; query: string }>;
  readonly rename: Act<{ viewId: string; name: string }>;
  readonly setDefault: Act<{ viewId: string; on: boolean }>;
  readonly remove: Act<{ viewId: string }>;
}

export interface SavedViewsProps {
  readonly address: ListAddress;
  readonly acts: ViewActs;
}

/** The filters one has kept: open, keep this one, rename, forget, open the list with one. */
export function SavedViews({ address, acts }: SavedViewsProps) {
  const t = useTranslations("deployments.list.views");
  const views = useLive<SavedViewView[]>("saved-views?list=deployments").data ?? [];
  const [isOpen, setOpen] = useState(false);
  const current = views.find(({ query }) => query === address.text);
  return (
    <Popover
      label={t("title")}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button className="max-w-52">
          <Bookmark aria-hidden className="size-4" />
          <span className="truncate">{current?.name ?? t("title")}</span>
          <ChevronDown aria-hidden className="size-4" />
        </Button>
      }
    >
      <div className="grid gap-3">
        {views.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
        <ul className="grid gap-1">
          {views.map((view) => (
            <ViewLine
              key={view.id}
              view={view}
              isCurrent={view === current}
              acts={acts}
              onOpen={() => {
                address.open(view.query);
                setOpen(false);
              }}
            />
          ))}
        </ul>
        <SaveForm address={address} save={acts.save} />
      </div>
    </Popover>
  );
}

interface ViewLineProps {
  readonly view: SavedViewView;
  readonly isCurrent: boolean;
  readonly acts: ViewActs;
  readonly onOpen: () => void;
}

function ViewLine({ view, isCurrent, acts, onOpen }: ViewLineProps) {
  const t = useTranslations("deployments.list.views");
  const refresh = useRefreshLive();
  const [isNaming, setNaming] = useState(false);
  const { name, query, isDefault, id: viewId } = view;
  const star = useSubmit(() => acts.setDefault({ viewId, on: !isDefault }), refresh);
  const tellUndo = useUndo();
  const keepAgain = async () => {
    const kept = await acts.save({ list: "deployments", name, query });
    return kept.ok && isDefault ? acts.setDefault({ viewId: kept.data.id, on: true }) : kept;
  };
  const remove = useSubmit(
    () => acts.remove({ viewId }),
    async () => {
      await refresh();
      tellUndo({ done: t("removed", { name }), takeBack: keepAgain });
    },
  );
  if (isNaming) {
    return <RenameForm view={view} rename={acts.rename} onDone={() => setNaming(false)} />;
  }
  const refusal = star.refusal ?? remove.refusal;
  return (
    <li>
      <div className="flex items-center gap-1">
        <button
          type="button"
          onClick={onOpen}
          aria-current={isCurrent || undefined}
          className={cn(
            "min-h-8 min-w-0 flex-1 truncate rounded px-2 text-left hover:bg-hover",
            isCurrent && "bg-accent-soft text-accent",
          )}
        >
          {name}
        </button>
        <Tool
          label={t(isDefault ? "noDefault" : "default", { name })}
          onClick={() => void star.send(undefined)}
        >
          <Star aria-hidden className={cn("size-4", isDefault && "fill-current text-accent")} />
        </Tool>
        <Tool label={t("rename", { name })} onClick={() => setNaming(true)}>
          <Pencil aria-hidden className="size-4" />
        </Tool>
        <Tool label={t("remove", { name })} onClick={() => void remove.send(undefined)}>
          <Trash2 aria-hidden className="size-4" />
        </Tool>
      </div>
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
    </li>
  );
}

interface ToolProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ label, onClick, children }: ToolProps) {
  return (
    <Button variant="ghost" size="icon" aria-label={label} title={label} onClick={onClick}>
      {children}
    </Button>
  );
}

interface RenameFormProps extends Pick<ViewActs, "rename"> {
  readonly view: SavedViewView;
  readonly onDone: () => void;
}

function RenameForm({ view, rename, onDone }: RenameFormProps) {
  const t = useTranslations("deployments.list.views");
  const refresh = useRefreshLive();
  const tellUndo = useUndo();
  const { pending, refusal, send } = useSubmit(
    (name: string) => rename({ viewId: view.id, name }),
    async ({ name }) => {
      await refresh();
      onDone();
      if (name === view.name) return;
      const takeBack = () => rename({ viewId: view.id, name: view.name });
      tellUndo({ done: t("renamed", { name }), takeBack });
    },
  );
  return (
    <li>
      <NameForm
        label={t("newName")}
        button={t("keep")}
        initial={view.name}
        pending={pending}
        error={refusal?.fields?.name ?? refusal?.message}
        onSend={send}
      />
    </li>
  );
}

interface SaveFormProps extends Pick<ViewActs, "save"> {
  readonly address: ListAddress;
}

function SaveForm({ address, save }: SaveFormProps) {
  const t = useTranslations("deployments.list.views");
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(
    (name: string) => save({ list: "deployments", name, query: address.text }),
    async ({ name }) => {
      await refresh();
      toast(t("saved", { name }));
    },
  );
  return (
    <NameForm
      label={t("save")}
      button={t("keep")}
      initial=""
      pending={pending}
      error={refusal?.fields?.name ?? refusal?.message}
      onSend={send}
    />
  );
}

interface NameFormProps {
  readonly label: string;
  readonly button: string;
  readonly initial: string;
  readonly pending: boolean;
  readonly error: string | undefined;
  readonly onSend: (name: string) => Promise<void>;
}

function NameForm({ label, button, initial, pending, error, onSend }: NameFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void onSend(formTexts(event.currentTarget).name ?? "");
  };
  return (
    <form noValidate onSubmit={submit} className="flex items-end gap-2">
      <div className="min-w-0 flex-1">
        <Field label={label} error={error}>
          <Input name="name" defaultValue={initial} maxLength={40} autoComplete="off" />
        </Field>
      </div>
      <Button type="submit" pending={pending}>
        {button}
      </Button>
    </form>
  );
}
