/** The shape that the words of another language have: the same texts, the same functions of the same facts. */
export type Same<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string
    ? string
    : Texts[Key] extends (...facts: infer Facts) => string
      ? (...facts: Facts) => string
      : {
          readonly [Name in keyof Texts[Key]]: Texts[Key][Name] extends (...facts: infer Facts) => string
            ? (...facts: Facts) => string
            : string;
        };
};
