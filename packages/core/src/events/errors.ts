/** Errors of notices. */
export const noticeErrors = {
  notice_unknown:
    'Nobody of that kind is told of that. Read the table of notices for the topics and who receives them.',
  notice_placeholder_unknown:
    'The words hold names in braces that this notice does not know: `unknown`. Use those of `allowed`.',
  notice_status: 'Only a notice that was given up can be delivered again; `status` tells the current one.',
} as const;
