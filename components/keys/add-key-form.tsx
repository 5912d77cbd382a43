"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { launchableMetas, providerMetas } from "@/lib/providers/meta";
import { KeyFields, type KeyFieldsProps } from "./key-fields";
import { KeyGuide } from "./key-guide";
import { ProviderChoice } from "./provider-choice";

export interface AddKeyFormProps extends Omit<KeyFieldsProps, "meta"> {
  readonly initialProviderId: string | null;
}

/** The first of those the product knows, where nobody said which. */
const [usual] = providerMetas.filter(({ capabilities }) => capabilities !== null);

/** Adds a key: which provider, how to get one there, and one field that is checked at once. */
export function AddKeyForm(props: AddKeyFormProps) {
  const { addKey, initialProviderId, readyKeys, onAdded, notice } = props;
  const t = useTranslations("keys.add");
  const [meta, setMeta] = useState(
    () => launchableMetas.find(({ id }) => id === initialProviderId) ?? usual,
  );
  if (!meta) return null;
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody className="grid gap-6">
        <ProviderChoice metas={launchableMetas} chosen={meta.id} onChoose={setMeta} />
        <div className="grid gap-8 lg:grid-cols-2">
          <KeyFields
            key={meta.id}
            meta={meta}
            addKey={addKey}
            readyKeys={readyKeys}
            onAdded={onAdded}
            notice={notice}
          />
          <KeyGuide meta={meta} />
        </div>
      </CardBody>
    </Card>
  );
}
