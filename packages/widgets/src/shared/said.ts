/** What was typed or chosen in the fields of a form that was sent, by name; a field that is not there says nothing. */
export function saidIn({ target, submitter }: SubmitEvent): (name: string) => string {
  const said = new FormData(target as HTMLFormElement, submitter);
  return (name) => {
    const value = said.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
}
