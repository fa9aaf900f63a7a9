export const changes = {
  before: '之前',
  now: '现在',
  total: '合计',
} as const;
