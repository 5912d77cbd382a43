import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { toSavedView } from "@/lib/saved-views/queries";
import { savedView, saveViewInput } from "@/lib/saved-views/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

const MOST_VIEWS = 50;

/** Keeps a list's filter under a name; the same name once more keeps the new filter. */
export const saveView = defineVerb({
  name: "views.save",
  input: saveViewInput,
  output: savedView,
  permission: "deployments.read",
  feature: "deployments",
  audit: ({ list, name }, { id }) => ({ target: id, details: { list, name } }),
  async run({ tx, scope, now }, { list, name, query }) {
    const { userId } = personOfScope(scope);
    const owner = { teamId: scope.team.id, userId, list };
    if ((await tx.savedView.count({ where: owner })) >= MOST_VIEWS) {
      throw new AppError("conflict", "views-full", { values: { limit: MOST_VIEWS } });
    }
    const row = await tx.savedView.upsert({
      where: { teamId_userId_list_name: { ...owner, name } },
      create: { id: newId("viw"), ...owner, name, query, createdAt: now },
      update: { query },
    });
    return toSavedView(row);
  },
});
