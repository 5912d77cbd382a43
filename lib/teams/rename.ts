import { defineVerb } from "@/lib/verbs/define-verb";
import { renameInput } from "./schema";

/** Gives the team another name. */
export const renameTeam = defineVerb({
  name: "team.rename",
  input: renameInput,
  output: renameInput,
  permission: "team.own",
  feature: null,
  audit: ({ name }) => ({ details: { name } }),
  async run({ tx, scope }, { name }) {
    await tx.team.updateMany({ where: { id: scope.team.id }, data: { name } });
    return { name };
  },
});
