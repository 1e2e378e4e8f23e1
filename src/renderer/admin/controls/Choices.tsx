import { useId } from 'react';

/** A few choices side by side, one of them on: radio buttons that look like a switch. */
export const Choices = <T extends string>({
  label,
  name,
  value,
  options,
  onChange,
}: {
  label: string;
  name: string;
  value: T;
  options: readonly { value: T; text: string; lang?: string }[];
  onChange: (value: T) => void;
}) => {
  const id = useId();
  return (
    <fieldset className="choices">
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} lang={option.lang}>
          <input
            type="radio"
            name={`${name}-${id}`}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
};
