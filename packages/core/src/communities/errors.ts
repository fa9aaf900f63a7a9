/** Errors of communities. */
export const communityErrors = {
  invite_code_unknown: 'No community has this invite code. Ask the leader for a new link.',
} as const;
