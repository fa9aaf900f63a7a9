export const pickup = {
  order_status: '这一单现在不能改了。',
  slot_full: '这个时段刚刚约满，请选别的。',
  slot_unavailable: '这个时段不能约了，请选别的。',
  slot_change_too_late: '今天就取货，不能自己改时段了。请联系团长。',
  who: '请人代取',
  whoHint: '对方到店报姓名或手机尾号，或出示一次性代取码。',
  name: '代取人姓名',
  tail: '手机后四位（可不填）',
  tailWrong: '请填手机的最后四位数字。',
  save: '同意代取',
  book: '约这个时段',
  back: '返回',
} as const;
