"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/actions/types";
import { Link } from "@/lib/i18n/navigation";
import type { TemplateView } from "@/lib/templates/schema";
import { TemplateDialog, type TemplateDialogActs } from "./template-dialog";
import { TemplateFacts } from "./template-facts";

type OnTemplate = (input: { templateId: string }) => Promise<ActionResult<unknown>>;

export interface TemplateActs extends TemplateDialogActs {
  readonly duplicate: OnTemplate;
  readonly remove: OnTemplate;
}

export interface TemplateListProps {
  readonly templates: readonly TemplateView[];
  readonly looksOnly: boolean;
  readonly acts: TemplateActs;
}

/** The templates the person sees, with what may be done with each. */
export function TemplateList({ templates, looksOnly, acts }: TemplateListProps) {
  return (
    <ul className="divide-y divide-line">
      {templates.map((template) => (
        <TemplateRow key={template.id} template={template} looksOnly={looksOnly} acts={acts} />
      ))}
    </ul>
  );
}

interface TemplateRowProps extends Omit<TemplateListProps, "templates"> {
  readonly template: TemplateView;
}

function TemplateRow({ template, looksOnly, acts }: TemplateRowProps) {
  const t = useTranslations("templates");
  const [open, setOpen] = useState<"edit" | "remove" | null>(null);
  const refresh = useRefreshLive();
  const copying = useSubmit(acts.duplicate, async () => {
    await refresh();
    toast.success(t("duplicated"));
  });
  const { id, name, note, visibility, mayChange } = template;
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="grid min-w-0 gap-1">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          <Badge>{t(`visibility.${visibility}`)}</Badge>
        </span>
        {note && <span className="text-sm">{note}</span>}
        <TemplateFacts beginning={template} />
        {copying.refusal && (
          <span role="alert" className="text-sm text-bad">
            {copying.refusal.message}
          </span>
        )}
      </div>
      {!looksOnly && (
        <span className="flex flex-wrap gap-2">
          <Button asChild size="sm" variant="primary">
            <Link href={`/dashboard/deployments/new?template=${id}`}>{t("launch")}</Link>
          </Button>
          {mayChange && (
            <Button size="sm" onClick={() => setOpen("edit")}>
              {t("edit")}
            </Button>
          )}
          <Button
            size="sm"
            pending={copying.pending}
            onClick={() => void copying.send({ templateId: id })}
          >
            {t("duplicate")}
          </Button>
          {mayChange && (
            <Button size="sm" variant="ghost" onClick={() => setOpen("remove")}>
              {t("remove")}
            </Button>
          )}
        </span>
      )}
      {open === "edit" && (
        <TemplateDialog template={template} acts={acts} onClose={() => setOpen(null)} />
      )}
      {open === "remove" && (
        <RemoveDialog template={template} remove={acts.remove} onClose={() => setOpen(null)} />
      )}
    </li>
  );
}

interface RemoveDialogProps {
  readonly template: TemplateView;
  readonly remove: OnTemplate;
  readonly onClose: () => void;
}

function RemoveDialog({ template, remove, onClose }: RemoveDialogProps) {
  const t = useTranslations("templates");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(remove, async () => {
    onClose();
    await refresh();
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("removeTitle", { name: template.name })}
      description={t("removeText")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="danger"
            pending={pending}
            onClick={() => void send({ templateId: template.id })}
          >
            {t("removeConfirm")}
          </Button>
        </>
      }
    >
      {refusal && (
        <p role="alert" className="text-bad">
          {refusal.message}
        </p>
      )}
    </Dialog>
  );
}
