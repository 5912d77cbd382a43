"use client";

export interface RadioListProps<Choice extends string> {
  readonly legend: string;
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly word: (choice: Choice) => string;
  /** Without it the form keeps what is chosen, the last one at first. */
  readonly chosen?: Choice;
  readonly onChoose?: (choice: Choice) => void;
}

/** A question with one answer, each on a line of its own. */
export function RadioList<Choice extends string>(props: RadioListProps<Choice>) {
  const { legend, name, choices, word, chosen, onChoose } = props;
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice} className="flex min-h-8 cursor-pointer items-center gap-2.5">
          <input
            type="radio"
            name={name}
            value={choice}
            {...(chosen === undefined
              ? { defaultChecked: choice === choices.at(-1) }
              : { checked: choice === chosen })}
            onChange={() => onChoose?.(choice)}
            className="size-4 shrink-0 accent-accent"
          />
          {word(choice)}
        </label>
      ))}
    </fieldset>
  );
}
