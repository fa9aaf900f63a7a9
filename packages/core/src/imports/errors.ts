/** Errors of imported sheets. */
export const importErrors = {
  sheet_unreadable: 'The file could not be read as a sheet; `fields` says why.',
  import_has_problems:
    'The sheet has problems, so nothing was imported; `problems` names rows and columns. Correct them and preview it again.',
  import_taken_already:
    'This sheet was taken already: the same content is taken once. Export it anew and fill in what came since.',
} as const;
