import { useId } from "react";

export interface UseSliderProps {
  readonly label: string;
  readonly value: number;
  /** The value in words: "200 h". */
  readonly text: string;
  readonly most: number;
  readonly least?: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
}

/** A slider with its name and its value in words. */
export function UseSlider({ label, value, text, most, least = 0, step, onChange }: UseSliderProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="flex justify-between gap-3 text-sm">
        <span className="text-muted">{label}</span>
        <span className="figures">{text}</span>
      </label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        aria-valuetext={text}
        onChange={(event) => onChange(Number(event.target.value))}
        className="mt-1 h-6 w-full cursor-pointer accent-accent"
      />
    </div>
  );
}
